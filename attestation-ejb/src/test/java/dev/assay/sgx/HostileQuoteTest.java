package dev.assay.sgx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import dev.assay.pki.CryptoProviders;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A good quote, cut, padded and altered: the answer is a verdict, never another exception, and never a wrong permit. */
class HostileQuoteTest {
    static {
        // why: some 37 000 appraisals; on the provider the service itself would choose they take seconds.
        CryptoProviders.choose();
    }

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final EvidenceBundle BUNDLE = EmulatedAttester.create(NOW).genuine(NOW);
    private static final Bytes QUOTE = Bytes.copyOf(BUNDLE.quote().toArray());
    private static final Emulated SERVICE = Emulated.strictly(BUNDLE, NOW);
    private static final Appraisal GOOD = SERVICE.quote(QUOTE);
    /** Offsets and sizes of the length fields of checklist A's layout, QE authentication data being 32 octets. */
    private static final List<int[]> LENGTH_FIELDS = List.of(new int[]{432, 4}, new int[]{1012, 2},
            new int[]{1046, 2}, new int[]{1048, 4});

    @Test
    @Tag("EV-03")
    void everyTruncationIsMalformed() {
        for (int length = 0; length < QUOTE.length(); length++) {
            Appraisal cut = SERVICE.quote(QUOTE.slice(0, length));
            assertEquals(Reason.EVIDENCE_MALFORMED, cut.reason(), "cut to " + length);
        }
        Bytes report = Bytes.copyOf(BUNDLE.openEnclaveReport().toArray());
        for (int length = 0; length < report.length(); length++) {
            Appraisal cut = SERVICE.openEnclaveReport(report.slice(0, length));
            assertEquals(Reason.EVIDENCE_MALFORMED, cut.reason(), "report cut to " + length);
        }
    }

    @Test
    @Tag("EV-03")
    void everyLengthFieldIsHeldAgainstWhatIsThere() {
        for (int[] field : LENGTH_FIELDS) {
            long actual = littleEndian(field[0], field[1]);
            long max = field[1] == 4 ? 0xffff_ffffL : 0xffffL;
            for (long value : Set.of(0L, 1L, actual - 1, actual + 1, max / 2, max / 2 + 1, max)) {
                Appraisal altered = SERVICE.quote(with(field[0], field[1], value));
                assertEquals(Verdict.REJECT, altered.verdict(), "length at " + field[0] + " = " + value);
            }
        }
    }

    @Test
    @Tag("EV-04")
    void zeroPaddingChangesNothingAndAnythingElseIsRefused() {
        Appraisal padded = SERVICE.quote(QUOTE.concat(Bytes.copyOf(new byte[70])));
        assertEquals(Verdict.PERMIT, padded.verdict(), padded.detail());
        assertEquals(withoutEvidenceHash(GOOD.tokenClaims()), withoutEvidenceHash(padded.tokenClaims()));
        assertEquals(Reason.EVIDENCE_TRAILING_BYTES, SERVICE.quote(QUOTE.concat(Bytes.hex("01"))).reason());
        Bytes tooMuch = QUOTE.concat(Bytes.copyOf(new byte[64 * 1024 + 1]));
        assertEquals(Reason.EVIDENCE_TRAILING_BYTES, SERVICE.quote(tooMuch).reason());
    }

    @Test
    void flippedBitsNeverGiveAnotherPermit() {
        JsonObject good = withoutEvidenceHash(GOOD.tokenClaims());
        byte[] octets = QUOTE.toArray();
        List<Integer> differing = IntStream.range(0, octets.length * 8).parallel()
                .filter(bit -> permitsOtherwise(octets, bit, good)).boxed().toList();
        assertTrue(differing.isEmpty(), () -> "bits whose flip is permitted with other claims or inside signed octets: "
                + differing);
    }

    /** A permit is tolerated only outside everything signed (PEM line ends, its NUL), with every claim equal. */
    private static boolean permitsOtherwise(byte[] octets, int bit, JsonObject good) {
        byte[] flipped = octets.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Appraisal appraisal = SERVICE.quote(Bytes.copyOf(flipped));
        if (appraisal.verdict() != Verdict.PERMIT)
            return false;
        boolean insideSigned = bit / 8 < 1052;
        return insideSigned || !withoutEvidenceHash(appraisal.tokenClaims()).equals(good);
    }

    @Test
    @Tag("SG-11")
    void openEnclaveEnvelopeIsExact() {
        Bytes report = Bytes.copyOf(BUNDLE.openEnclaveReport().toArray());
        assertEquals(Verdict.PERMIT, SERVICE.openEnclaveReport(report).verdict());
        for (long version : List.of(0L, 2L))
            assertRefused(Octets.u32(version), 0, report);
        for (long type : List.of(0L, 1L, 3L))
            assertRefused(Octets.u32(type), 4, report);
        for (long size : List.of(0L, 1L, QUOTE.length() - 1L, QUOTE.length() + 1L, -1L, Long.MIN_VALUE)) {
            assertRefused(Octets.u64(size), 8, report);
        }
    }

    @Test
    @Tag("SG-11")
    void theNewerEvidenceHeaderIsRefusedByName() {
        Bytes header = Bytes.hex("01000000a3a21e871b4d4014b70aa125d2fbcd8c").concat(Bytes.hex("f511000000000000"));
        Appraisal appraisal = SERVICE.openEnclaveReport(header.concat(QUOTE));
        assertEquals(Reason.EVIDENCE_TYPE_MISMATCH, appraisal.reason());
        assertTrue(appraisal.detail().contains("format UUID"), appraisal.detail());
    }

    private static void assertRefused(Octets value, int offset, Bytes report) {
        Bytes head = report.slice(0, offset).concat(Bytes.copyOf(value.toArray()));
        Appraisal altered = SERVICE.openEnclaveReport(head.concat(report.slice(head.length(), report.length())));
        assertEquals(Verdict.REJECT, altered.verdict());
        assertEquals("A.1", altered.checks().stream().filter(check -> check.reason().isPresent()).findFirst()
                .orElseThrow().id());
    }

    @Test
    @Tag("EV-01")
    void evidenceOfTheOtherTypeIsRefused() {
        assertEquals(Reason.EVIDENCE_TYPE_MISMATCH, SERVICE.openEnclaveReport(QUOTE).reason());
        Bytes report = Bytes.copyOf(BUNDLE.openEnclaveReport().toArray());
        assertEquals(Reason.EVIDENCE_TYPE_MISMATCH, SERVICE.quote(report).reason());
    }

    private static JsonObject withoutEvidenceHash(JsonObject claims) {
        var copy = Json.createObjectBuilder(claims);
        for (String name : List.of("x-ms-sgx-collateral", "maa-attestationcollateral")) {
            copy.add(name, Json.createObjectBuilder(claims.getJsonObject(name)).remove("quotehash"));
        }
        return copy.build();
    }

    private static long littleEndian(int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--)
            value = value << 8 | QUOTE.at(offset + i);
        return value;
    }

    private static Bytes with(int offset, int length, long value) {
        byte[] altered = QUOTE.toArray();
        for (int i = 0; i < length; i++)
            altered[offset + i] = (byte) (value >>> 8 * i);
        return Bytes.copyOf(altered);
    }
}
