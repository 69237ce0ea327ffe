package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.PolicyRows.Change;
import dev.assay.persistence.PolicyRows.From;
import dev.assay.policy.Policy;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.StoredPolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PolicyRowsTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final PolicyChange BY = new PolicyChange("alice", "https://login.example.org", "trace",
            Optional.of("why not"), AT);

    private final TransactedPolicies rows = new TransactedPolicies();
    private final UUID tenant = TestDatabase.tenant("blue");

    @Test
    void keepsTheDocumentAndWhoStoredIt() throws SQLException {
        Bytes signer = Bytes.utf8("certificate").sha256();
        PolicyVersion signed = new PolicyVersion(policy("permit"), "a.b.c", Optional.of(signer), false);
        assertEquals(Change.MADE, rows.update(now(), signed, BY));
        assertEquals(new StoredPolicy(policy("permit").text(), Optional.of("a.b.c"), true), rows.read(tenant, SGX, 1));
        assertEquals("alice https://login.example.org why not " + signer.toHex() + " "
                + Bytes.utf8("a.b.c").sha256().toHex(),
                one("subject || ' ' || issuer || ' ' || note || ' ' || encode(signer_sha256, 'hex') || ' ' || "
                        + "encode(document_sha256, 'hex')", "tenant_policy"));
    }

    @Test
    void recordsEveryChangeWithItsAuthorAndFromWhenEachVersionWasInForce() throws SQLException {
        rows.update(now(), version("permit", "a.."), BY);
        rows.update(now(), version("deny", "b.."), BY);
        rows.reset(now(), BY);
        rows.update(now(), version("permit", "a.."), BY);
        assertEquals("1 update 1,2 update 2,3 reset 0,4 update 3",
                one("string_agg(number || ' ' || operation || ' ' || version, ',' ORDER BY number)", "policy_event"));
        assertEquals("alice https://login.example.org trace why not 2026-11-24",
                one("DISTINCT subject || ' ' || issuer || ' ' || trace_id || ' ' || note || ' ' || "
                        + "(recorded_at AT TIME ZONE 'UTC')::date", "policy_event"));
    }

    @Test
    void recordsWhatConfigurationBringsInForce() throws SQLException {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).activate(tenant, SGX, policy("permit")));
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).activate(tenant, SGX, policy("permit")));
        assertEquals("configure 1 configuration assay",
                one("string_agg(operation || ' ' || version || ' ' || subject || ' ' || issuer, ',')",
                        "policy_event"));
        assertEquals(new StoredPolicy(policy("permit").text(), Optional.empty(), false), rows.read(tenant, SGX, 1));
    }

    @Test
    void changesNothingForTheDocumentInForceOrADefaultInForce() throws SQLException {
        assertEquals(Change.SAME, rows.reset(now(), BY));
        From before = now();
        assertEquals(Change.MADE, rows.update(before, version("permit", "a.."), BY));
        assertEquals(Change.SAME, rows.update(before, version("permit", "a.."), BY));
        assertEquals("1", one("count(*)", "tenant_policy"));
        assertEquals("1", one("count(*)", "policy_event"));
    }

    @Test
    void letsOneOfManyWritersWin() throws SQLException {
        From from = now();
        ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                PolicyVersion wanted = version("permit", "writer" + i + "..");
                writers.execute(() -> changes.add(rows.update(from, wanted, BY)));
            }
        }
        assertEquals(8, changes.size());
        assertEquals(1, changes.stream().filter(Change.MADE::equals).count());
        assertEquals(7, changes.stream().filter(Change.CONFLICT::equals).count());
        assertEquals("1", one("count(*)", "tenant_policy"));
        assertEquals(Change.CONFLICT, rows.reset(from, BY));
    }

    @Test
    void takesADocumentThatCountsOnceOnce() {
        PolicyVersion once = new PolicyVersion(policy("permit"), "once..", Optional.empty(), true);
        PolicyVersion rewritten = new PolicyVersion(policy("permit"), "once..another-signature", Optional.empty(),
                true);
        assertEquals(Change.MADE, rows.update(now(), once, BY));
        assertEquals(Change.SAME, rows.update(now(), once, BY));
        assertEquals(Change.MADE, rows.update(now(), version("deny", "b.."), BY));
        assertEquals(Change.REPLAY, rows.update(now(), once, BY));
        assertEquals(Change.REPLAY, rows.update(now(), rewritten, BY));
        UUID other = TestDatabase.tenant("red");
        assertEquals(Change.MADE, rows.update(rows.now(other, SGX), once, BY));
    }

    @Test
    @Tag("TE-06")
    void storesNoMoreThanTheQuotaAllows() throws SQLException {
        TestDatabase.asSuperuser("UPDATE assay.tenant SET policy_versions = 1 WHERE tenant_id = '" + tenant + "'");
        rows.update(now(), version("permit", "a.."), BY);
        assertThrows(PolicyQuotaException.class, () -> rows.update(now(), version("deny", "b.."), BY));
        assertEquals("1", one("count(*)", "policy_event"));
        assertEquals(Change.MADE, rows.reset(now(), BY));
    }

    @Test
    @Tag("AD-05")
    void letsNobodyRewriteHistory() {
        rows.update(now(), version("permit", "a.."), BY);
        for (String sql : List.of("UPDATE assay.policy_event SET subject = 'x'", "DELETE FROM assay.policy_event",
                "UPDATE assay.tenant_policy SET document = 'x'", "DELETE FROM assay.tenant_policy"))
            assertTrue(assertThrows(SQLException.class, () -> RowSecurityTest.strings(TestDatabase.app(), tenant, sql))
                    .getSQLState().equals("42501"), sql);
    }

    @Test
    @Tag("TE-01")
    void showsATenantItsOwnEventsOnly() throws SQLException {
        UUID red = TestDatabase.tenant("red");
        rows.update(now(), version("permit", "a.."), BY);
        rows.update(rows.now(red, SGX), version("permit", "a.."), BY);
        assertEquals(List.of(tenant.toString()), RowSecurityTest.strings(TestDatabase.app(), tenant,
                "SELECT tenant_id::text FROM assay.policy_event"));
        assertEquals("42501", assertThrows(SQLException.class, () -> RowSecurityTest.strings(TestDatabase.app(), null,
                "SELECT * FROM assay.policy_event")).getSQLState());
    }

    private From now() {
        return rows.now(tenant, SGX);
    }

    private static PolicyVersion version(String action, String document) {
        return new PolicyVersion(policy(action), document, Optional.empty(), false);
    }

    private static Policy policy(String action) {
        return Policy.parse("version=1.0; authorizationrules{ => " + action + "(); }; issuancerules{ };");
    }

    private String one(String what, String table) throws SQLException {
        return TestDatabase.asSuperuserOne(
                "SELECT " + what + " FROM assay." + table + " WHERE tenant_id = '" + tenant + "'");
    }
}
