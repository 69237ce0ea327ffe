package dev.assay.persistence;

import static dev.assay.persistence.CollateralArchive.Admittance.KNOWN;
import static dev.assay.persistence.CollateralArchive.Admittance.OLDER_THAN_CURRENT;
import static dev.assay.persistence.CollateralArchive.Admittance.STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CollateralArchiveTest {
    private static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");
    private static final CollateralKey TCB = CollateralKey.sgxTcbInfo("00906ed50000");

    private final CollateralArchive archive = new CollateralArchive(TestDatabase.app());
    private final String anchors = "set-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void givesBackExactlyWhatWasStored() {
        ArchivedDocument document = tcbInfo(17, ISSUED, "a");
        assertEquals(STORED, archive.put(anchors, document));
        assertEquals(Map.of(TCB, document),
                archive.find(anchors, Set.of(TCB, CollateralKey.sgxQeIdentity(), CollateralKey.rootCaCrl())));
    }

    @Test
    @Tag("CO-10")
    void neverCrossesAnchorSets() {
        archive.put(anchors, tcbInfo(17, ISSUED, "a"));
        assertEquals(Map.of(), archive.find(anchors + "x", Set.of(TCB)));
    }

    @Test
    @Tag("CO-03")
    void refusesAnOlderIssueOfTheSameNumber() {
        ArchivedDocument newer = tcbInfo(17, ISSUED.plus(Duration.ofDays(1)), "b");
        archive.put(anchors, newer);
        assertEquals(OLDER_THAN_CURRENT, archive.put(anchors, tcbInfo(17, ISSUED, "a")));
        assertEquals(newer, archive.find(anchors, Set.of(TCB)).get(TCB));
    }

    @Test
    @Tag("CO-03")
    void keepsEvaluationNumbersApartAndServesTheHighest() {
        ArchivedDocument early = tcbInfo(18, ISSUED, "early");
        assertEquals(STORED, archive.put(anchors, early));
        assertEquals(STORED, archive.put(anchors, tcbInfo(17, ISSUED.plus(Duration.ofDays(2)), "standard")));
        assertEquals(early, archive.find(anchors, Set.of(TCB)).get(TCB));
    }

    @Test
    @Tag("CO-03")
    void refusesACrlWhoseNumberGoesBack() {
        archive.put(anchors, crl(7, ISSUED, "x"));
        assertEquals(OLDER_THAN_CURRENT, archive.put(anchors, crl(6, ISSUED.plus(Duration.ofDays(1)), "y")));
        assertEquals(STORED, archive.put(anchors, crl(8, ISSUED.plus(Duration.ofDays(1)), "z")));
    }

    @Test
    void findsWhatWasIssuedByAnInstant() {
        ArchivedDocument older = tcbInfo(17, ISSUED, "a");
        ArchivedDocument newer = tcbInfo(17, ISSUED.plus(Duration.ofDays(2)), "b");
        archive.put(anchors, older);
        archive.put(anchors, newer);
        assertEquals(Map.of(TCB, older), archive.find(anchors, Set.of(TCB), ISSUED.plus(Duration.ofDays(1))));
        assertEquals(Map.of(TCB, newer), archive.find(anchors, Set.of(TCB), ISSUED.plus(Duration.ofDays(2))));
        assertEquals(Map.of(), archive.find(anchors, Set.of(TCB), ISSUED.minusSeconds(1)));
    }

    @Test
    void knowsWhatItHas() {
        ArchivedDocument document = tcbInfo(17, ISSUED, "a");
        archive.put(anchors, document);
        assertEquals(KNOWN, archive.put(anchors, document));
    }

    private static ArchivedDocument tcbInfo(long number, Instant issued, String content) {
        return document(TCB, number, 0, issued, content);
    }

    private static ArchivedDocument crl(long number, Instant issued, String content) {
        return document(CollateralKey.rootCaCrl(), 0, number, issued, content);
    }

    private static ArchivedDocument document(CollateralKey key, long evaluation, long issue, Instant issued,
            String content) {
        var dates = new ArchivedDocument.Dates(issued, issued.plus(Duration.ofDays(30)), issued.plusSeconds(5));
        return new ArchivedDocument(new CollateralDocument(key, Bytes.utf8(content), Bytes.utf8("chain")), dates,
                evaluation, BigInteger.valueOf(issue), "import");
    }
}
