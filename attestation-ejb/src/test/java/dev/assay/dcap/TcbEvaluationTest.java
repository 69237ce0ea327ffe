package dev.assay.dcap;

import static dev.assay.evidence.TcbStatus.OUT_OF_DATE;
import static dev.assay.evidence.TcbStatus.REVOKED;
import static dev.assay.evidence.TcbStatus.UP_TO_DATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.TcbStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcbEvaluationTest {
    private static final Instant DATE = Instant.parse("2024-03-13T00:00:00Z");

    /** The convergence table of checklist A, cell by cell: platform, then UpToDate, OutOfDate, Revoked. */
    @ParameterizedTest
    @Tag("SG-07")
    @CsvSource({"UpToDate, UpToDate, OutOfDate, Revoked", "SWHardeningNeeded, SWHardeningNeeded, OutOfDate, Revoked",
            "ConfigurationNeeded, ConfigurationNeeded, OutOfDateConfigurationNeeded, Revoked",
            "ConfigurationAndSWHardeningNeeded, ConfigurationAndSWHardeningNeeded, OutOfDateConfigurationNeeded, Revoked",
            "OutOfDate, OutOfDate, OutOfDate, Revoked",
            "OutOfDateConfigurationNeeded, OutOfDateConfigurationNeeded, OutOfDateConfigurationNeeded, Revoked",
            "Revoked, Revoked, Revoked, Revoked"})
    void convergesAsTheTableSays(String platform, String upToDate, String outOfDate, String revoked) {
        assertEquals(status(upToDate), TcbEvaluation.converge(status(platform), UP_TO_DATE));
        assertEquals(status(outOfDate), TcbEvaluation.converge(status(platform), OUT_OF_DATE));
        assertEquals(status(revoked), TcbEvaluation.converge(status(platform), REVOKED));
    }

    @Test
    @Tag("SG-07")
    void noComponentStatusImprovesAPlatform() {
        for (TcbStatus platform : TcbStatus.values()) {
            for (TcbStatus component : TcbStatus.values()) {
                assertTrue(TcbEvaluation.converge(platform, component).compareTo(platform) >= 0,
                        platform + " with " + component);
            }
        }
    }

    @Test
    @Tag("SG-05")
    void everyComponentMustBeMet() {
        for (int index = 0; index < 16; index++) {
            List<Integer> level = new ArrayList<>(Collections.nCopies(16, 5));
            level.set(index, 6);
            assertEquals(Optional.empty(), met(Collections.nCopies(16, 5), level), "component " + index);
        }
    }

    @Test
    @Tag("SG-06")
    void svnsCompareAsUnsignedOctets() {
        List<Integer> top = Collections.nCopies(16, 255);
        assertEquals(UP_TO_DATE, met(top, Collections.nCopies(16, 254)).orElseThrow());
        assertEquals(UP_TO_DATE, met(top, Collections.nCopies(16, 1)).orElseThrow());
        assertEquals(Optional.empty(), met(Collections.nCopies(16, 254), top));
    }

    @Test
    @Tag("SG-05")
    void theOrderOfLevelsInTheDocumentDoesNotMatter() {
        List<TcbLevel> levels = new ArrayList<>();
        for (int svn = 1; svn <= 6; svn++) {
            levels.add(new TcbLevel(Collections.nCopies(16, svn), svn, svn == 6 ? UP_TO_DATE : OUT_OF_DATE,
                    DATE.plusSeconds(svn), List.of()));
        }
        PckExtension platform = platform(Collections.nCopies(16, 4), 4);
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(levels, new Random(seed));
            TcbLevel found = TcbEvaluation.platformLevel(info(levels), platform).orElseThrow();
            assertEquals(DATE.plusSeconds(4), found.tcbDate());
        }
    }

    private static Optional<TcbStatus> met(List<Integer> platform, List<Integer> level) {
        return TcbEvaluation.platformLevel(info(List.of(new TcbLevel(level, 0, UP_TO_DATE, DATE, List.of()))),
                platform(platform, 0)).map(TcbLevel::status);
    }

    private static TcbInfo info(List<TcbLevel> levels) {
        return new TcbInfo("SGX", DATE, DATE, Bytes.hex("00a067110000"), Bytes.hex("0000"), 17, levels);
    }

    private static PckExtension platform(List<Integer> components, int pceSvn) {
        return new PckExtension(Bytes.EMPTY, components, pceSvn, Bytes.EMPTY, Bytes.hex("0000"),
                Bytes.hex("00a067110000"), 0, Optional.empty());
    }

    private static TcbStatus status(String wireName) {
        return TcbStatus.named(wireName).orElseThrow();
    }
}
