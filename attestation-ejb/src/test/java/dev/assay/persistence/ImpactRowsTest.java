package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.AttestationType;
import dev.assay.signing.KeyEncryptionKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImpactRowsTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;

    private final ImpactRows rows = new ImpactRows(TestDatabase.app());
    private final UUID tenant = TestDatabase.tenant("impact");
    private final ImpactRows.Key key = new ImpactRows.Key(tenant, UUID.randomUUID());

    private ImpactRows.Start start(ImpactRows.Key which) {
        return new ImpactRows.Start(which, SGX, "node-1", "{\"last\":3}", "{}",
                new ImpactRows.Who("alice", "https://login.example.org", "trace", AT));
    }

    private static void age(ImpactRows.Key which) throws SQLException {
        TestDatabase.asSuperuser(
                "UPDATE assay.policy_impact SET seen_at = now() - interval '31 seconds' WHERE impact_id = '"
                        + which.id() + "'");
    }

    private ImpactRows.Run read() {
        return rows.read(key, SGX).orElseThrow();
    }

    @Test
    void saysHowFarARunIs() {
        assertTrue(rows.start(start(key)));
        assertEquals("running", read().state());
        assertTrue(rows.report(key, new ImpactRows.Progress(9, 4, "{\"replayed\":4}")));
        assertEquals(new ImpactRows.Progress(9, 4, "{\"replayed\":4}"), read().progress());
        assertTrue(rows.end(key, "done", new ImpactRows.Progress(9, 9, "{}")));
        assertEquals("done", read().state());
        assertTrue(read().ended().isPresent());
        assertEquals(Optional.empty(), rows.read(key, AttestationType.OPEN_ENCLAVE));
        assertFalse(rows.report(key, new ImpactRows.Progress(9, 9, "{}")), "what has ended does not go on");
    }

    @Test
    void runsOneOfATenantAtATime() {
        assertTrue(rows.start(start(key)));
        assertFalse(rows.start(start(new ImpactRows.Key(tenant, UUID.randomUUID()))));
        UUID other = TestDatabase.tenant("impact");
        assertTrue(rows.start(start(new ImpactRows.Key(other, UUID.randomUUID()))));
    }

    @Test
    void takesARunThatIsNotSeenForInterruptedAndLetsAnotherBegin() throws SQLException {
        rows.start(start(key));
        age(key);
        assertEquals("interrupted", read().state());
        assertTrue(read().ended().isPresent());
        assertTrue(rows.start(start(new ImpactRows.Key(tenant, UUID.randomUUID()))));
        assertEquals("interrupted", read().state());
        assertFalse(rows.report(key, new ImpactRows.Progress(1, 1, "{}")), "its node learns that it is over");
    }

    @Test
    @Tag("AD-07")
    void keepsTheRecordOfARunWhoseResultIsGone() throws SQLException {
        rows.start(start(key));
        rows.end(key, "done", new ImpactRows.Progress(0, 0, "{}"));
        EvidenceArchive archive = new EvidenceArchive(TestDatabase.app(),
                new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
        Instant next = AT.plus(Duration.ofDays(1)).plusSeconds(1);
        assertTrue(archive.due(next).contains(tenant));
        archive.sweep(tenant, next);
        assertEquals(Optional.empty(), rows.read(key, SGX));
        assertEquals(List.of("alice https://login.example.org SgxEnclave trace {\"last\":3}"),
                RowSecurityTest.strings(TestDatabase.app(), tenant, """
                        SELECT concat_ws(' ', subject, issuer, attestation_type, trace_id, request)
                        FROM assay.policy_impact_event"""));
    }

    @Test
    void keepsTheNewestHundredOfATenant() throws SQLException {
        for (int run = 0; run < 102; run++) {
            ImpactRows.Key each = new ImpactRows.Key(tenant, UUID.randomUUID());
            assertTrue(rows.start(start(each)));
            rows.end(each, "done", new ImpactRows.Progress(0, 0, "{}"));
        }
        assertEquals(List.of("100"),
                RowSecurityTest.strings(TestDatabase.app(), tenant, "SELECT count(*) FROM assay.policy_impact"));
    }
}
