package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.PolicyRows.Change;
import dev.assay.persistence.PolicyRows.From;
import dev.assay.policy.Policy;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.KeptVersion.Activation;
import dev.assay.tenant.KeptVersion.Activity;
import dev.assay.tenant.KeptVersion.Author;
import dev.assay.tenant.KeptVersion.Interval;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyStanding;
import dev.assay.tenant.PolicyVersion;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of versions once they are stored: on the real database. */
class PolicyHistoryTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Author ALICE = new Author("alice", "https://login.example.org");
    private static final Bytes SIGNER = Bytes.utf8("certificate").sha256();

    private final TransactedPolicies rows = new TransactedPolicies();
    private final UUID tenant = TestDatabase.tenant("past");
    private int minutes;

    @Test
    void activatesAnOldVersionWithoutMakingOneAndRecordsItInTheSameTransaction() throws SQLException {
        store("a");
        store("b");
        From from = now();
        assertEquals(Change.MADE, rows.activate(from, 1, by("back")));
        assertEquals(Change.SAME, rows.activate(from, 1, by("again")));
        assertEquals(1, rows.activeVersion(tenant, SGX));
        assertEquals("2", one("count(*)", "tenant_policy"));
        assertEquals("3 activate 1 alice back",
                one("number || ' ' || operation || ' ' || version || ' ' || subject || ' ' || note", "policy_event",
                        "number = (SELECT max(number) FROM assay.policy_event WHERE tenant_id = '" + tenant + "')"));
    }

    @Test
    void tellsStandingAndWhatAChangeMadeOfIt() {
        assertEquals(new PolicyStanding(0, 0, Optional.empty()), rows.standing(tenant, SGX));
        From from = now();
        store("a");
        store("b");
        assertEquals(new PolicyStanding(1, 1, Optional.of(activation(1, "update", "a"))), rows.after(from));
        assertEquals(new PolicyStanding(2, 2, Optional.of(activation(2, "update", "b"))), rows.standing(tenant, SGX));
    }

    /** Of schema 1 to 9, which kept no events. */
    @Test
    void tellsTheStandingOfAVersionWithoutEvents() throws SQLException {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).activate(tenant, SGX, policy("a")));
        TestDatabase.asSuperuser("DELETE FROM assay.policy_event WHERE tenant_id = '" + tenant + "'");
        assertEquals(new PolicyStanding(0, 1, Optional.empty()), rows.standing(tenant, SGX));
        assertEquals(Map.of(), rows.activity(tenant, SGX, 0, 9));
        assertEquals("1 true", one("version || ' ' || (active_from IS NULL)", "policy_history"));
    }

    @Test
    void keepsWhoStoredAVersionWhyAndWhenEachWasInForce() {
        rows.update(now(), new PolicyVersion(policy("a"), "a..", Optional.of(SIGNER), false), by("a"));
        store("b");
        rows.activate(now(), 1, by("back"));
        rows.reset(now(), by("none"));
        List<KeptVersion> page = rows.page(tenant, SGX, Integer.MAX_VALUE, 9);
        assertEquals(List.of(2, 1), page.stream().map(KeptVersion::version).toList());
        KeptVersion first = page.getLast();
        assertEquals(policy("a").hash(), first.hash());
        assertEquals(Optional.of(Bytes.utf8("a..").sha256()), first.documentHash());
        assertEquals(Optional.of(SIGNER), first.signerSha256());
        assertEquals(Optional.of(ALICE), first.stored().author());
        assertEquals(Optional.of("a"), first.stored().note());
        assertEquals(Optional.of(new KeptPolicy(first, policy("a").text(), Optional.of("a.."))),
                rows.find(tenant, SGX, 1));
        assertEquals(Optional.empty(), rows.find(tenant, SGX, 3));
        assertEquals(Map.of(0, new Activity(1, List.of(interval(4, "reset", "none", false))), 1,
                new Activity(2, List.of(interval(1, "update", "a", true), interval(3, "activate", "back", true))), 2,
                new Activity(1, List.of(interval(2, "update", "b", true)))), rows.activity(tenant, SGX, 0, 2));
        assertEquals(List.of(1), rows.page(tenant, SGX, 2, 9).stream().map(KeptVersion::version).toList());
        assertEquals(1, rows.page(tenant, SGX, 3, 1).size());
    }

    @Test
    void keepsWhatConfigurationGave() {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).activate(tenant, SGX, policy("a")));
        KeptVersion kept = rows.page(tenant, SGX, 9, 9).getFirst();
        assertEquals(Optional.empty(), kept.documentHash());
        assertEquals(Optional.empty(), kept.stored().author());
        assertEquals(new Author("configuration", "assay"),
                rows.activity(tenant, SGX, 1, 1).get(1).latest().getFirst().activation().by());
    }

    @Test
    void showsTheLatestTimesOfAVersionThatCameBackOftenAndCountsThemAll() {
        store("a");
        store("b");
        for (int i = 0; i < Activity.MOST; i++)
            assertEquals(Change.MADE, rows.activate(now(), 1 + i % 2, by("flip")));
        Activity activity = rows.activity(tenant, SGX, 1, 1).get(1);
        assertEquals(1 + Activity.MOST / 2, activity.times());
        TestDatabase.transaction(entities -> {
            TenantScope.enter(entities, tenant);
            return entities.createNativeQuery("""
                    INSERT INTO assay.policy_event (tenant_id, attestation_type, number, operation, version, subject,
                        issuer, trace_id, recorded_at)
                    SELECT ?1, 'SgxEnclave', 1000 + n, 'activate', 1, 'x', 'y', '', now()
                    FROM generate_series(1, 200) n""").setParameter(1, tenant).executeUpdate();
        });
        activity = rows.activity(tenant, SGX, 1, 1).get(1);
        assertEquals(201 + Activity.MOST / 2, activity.times());
        assertEquals(Activity.MOST, activity.latest().size());
        assertTrue(activity.latest().getLast().to().isEmpty());
    }

    @Test
    void letsExactlyOneOfManyWritersWinEachRound() throws Exception {
        store("a");
        store("b");
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < 6; round++) {
                From from = now();
                List<Future<Change>> changes = new ArrayList<>();
                for (int i = 0; i < threads; i++)
                    changes.add(writers.submit(after(start, from, round * threads + i)));
                List<Change> seen = new ArrayList<>();
                for (Future<Change> change : changes)
                    seen.add(change.get());
                assertEquals(1, seen.stream().filter(Change.MADE::equals).count(), seen.toString());
                assertEquals(from.changes() + 1, now().changes());
            }
        }
    }

    /** Some store, some go back to a version that is not in force, some reset. */
    private Callable<Change> after(CyclicBarrier start, From from, int number) {
        int other = 1 + rows.activeVersion(tenant, SGX) % 2;
        PolicyVersion fresh = new PolicyVersion(policy("w" + number), "w" + number + "..", Optional.empty(), false);
        return () -> {
            start.await();
            return switch (number % 4) {
                case 0 -> rows.activate(from, other, by("back"));
                case 1 -> rows.reset(from, by("none"));
                default -> rows.update(from, fresh, by("fresh"));
            };
        };
    }

    @Test
    void readersSeeOldOrNewAndNeverAMix() throws Exception {
        store("a");
        store("b");
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> flipping = writer.submit(() -> IntStream.range(0, 40)
                    .forEach(i -> rows.activate(now(), 1 + i % 2, by("flip"))));
            // Change 2 left version 2, change 3 version 1, and so on: odd changes are version 1's.
            do {
                PolicyStanding seen = rows.standing(tenant, SGX);
                assertEquals(seen.changes() % 2 == 1 ? 1 : 2, seen.version(), seen.toString());
            } while (!flipping.isDone());
            flipping.get();
        }
    }

    @Test
    @Tag("TE-01")
    void showsAnAuditorTheirOwnTenantsHistoryOnly() throws SQLException {
        UUID red = TestDatabase.tenant("red");
        store("a");
        rows.update(rows.now(red, SGX), new PolicyVersion(policy("r"), "r..", Optional.empty(), false), by("r"));
        assertEquals(List.of("1 a alice update"), RowSecurityTest.strings(TestDatabase.app(), tenant,
                "SELECT version || ' ' || stored_note || ' ' || activated_by || ' ' || operation"
                        + " FROM assay.policy_history"));
        assertEquals("42501", assertThrows(SQLException.class, () -> RowSecurityTest.strings(TestDatabase.app(), null,
                "SELECT * FROM assay.policy_history")).getSQLState());
    }

    /** Ten thousand versions: what a call asks reads a few pages of the database, whichever plan the planner likes. */
    @Test
    void readsAndWritesNoSlowerAmongTenThousandVersions() throws SQLException {
        store("a");
        TestDatabase.asSuperuser("UPDATE assay.tenant SET policy_versions = 100000 WHERE tenant_id = '" + tenant + "'");
        TestDatabase.asSuperuser(
                """
                        INSERT INTO assay.tenant_policy (tenant_id, attestation_type, version, policy_text, policy_hash, document,
                            document_sha256)
                        SELECT tenant_id, attestation_type, n, policy_text, policy_hash, 'd' || n,
                            sha256(convert_to('d' || n, 'UTF8'))
                        FROM assay.tenant_policy, generate_series(2, 10000) n WHERE tenant_id = '%s'"""
                        .formatted(tenant));
        TestDatabase.asSuperuser(
                """
                        INSERT INTO assay.policy_event (tenant_id, attestation_type, number, operation, version, subject, issuer,
                            trace_id, recorded_at)
                        SELECT '%s', 'SgxEnclave', n, 'update', n, 'x', 'y', '', now() FROM generate_series(2, 10000) n"""
                        .formatted(tenant));
        TestDatabase.asSuperuser("UPDATE assay.tenant_policy_active SET version = 10000 WHERE tenant_id = '" + tenant
                + "'");
        TestDatabase.asSuperuser("ANALYZE assay.tenant_policy, assay.policy_event");
        assertEquals(10000, rows.standing(tenant, SGX).version());
        String policy = " WHERE tenant_id = '" + tenant + "' AND attestation_type = 'SgxEnclave'";
        for (String query : List.of("SELECT max(number) FROM assay.policy_event" + policy,
                "SELECT max(version) FROM assay.tenant_policy" + policy,
                "SELECT version FROM assay.tenant_policy WHERE tenant_id = '" + tenant
                        + "' AND attestation_type < 'T' ORDER BY attestation_type DESC, version DESC LIMIT 1",
                "SELECT version FROM assay.tenant_policy" + policy
                        + " AND version < 5000 ORDER BY version DESC LIMIT 101",
                "SELECT version, active_from, active_to FROM assay.policy_history" + policy
                        + " AND version BETWEEN 4900 AND 5000 AND change_number IS NOT NULL",
                "SELECT 1 FROM assay.tenant_policy WHERE tenant_id = '" + tenant
                        + "' AND document_sha256 = sha256('d5000') LIMIT 1"))
            assertReadsFewPages(query);
        store("b");
        assertEquals(10001, rows.standing(tenant, SGX).version());
    }

    @Test
    @Tag("TE-06")
    void countsTheVersionsOfAllTypesAgainstTheQuota() throws SQLException {
        TestDatabase.asSuperuser("UPDATE assay.tenant SET policy_versions = 3 WHERE tenant_id = '" + tenant + "'");
        store("a");
        store("b");
        PolicyVersion other = new PolicyVersion(policy("c"), "c..", Optional.empty(), false);
        assertEquals(Change.MADE, rows.update(rows.now(tenant, AttestationType.OPEN_ENCLAVE), other, by("c")));
        assertThrows(PolicyQuotaException.class, () -> store("d"));
        assertEquals(Change.MADE, rows.activate(now(), 1, by("back")));
    }

    private void assertReadsFewPages(String query) throws SQLException {
        List<String> plan = RowSecurityTest.strings(TestDatabase.app(), tenant,
                "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) " + query);
        String whole = String.join("\n", plan);
        assertFalse(whole.contains("Seq Scan on tenant_policy") || whole.contains("Seq Scan on policy_event"), whole);
        int pages = plan.stream().filter(line -> line.contains("Buffers: shared")).findFirst()
                .map(line -> line.replaceAll("(?s).*Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?.*", "$1 $2"))
                .map(numbers -> java.util.Arrays.stream(numbers.trim().split(" +")).mapToInt(Integer::parseInt).sum())
                .orElseThrow();
        // 101 versions, each with its event and the next one, at three pages a look.
        assertTrue(pages < 900, pages + " pages\n" + whole);
    }

    private void store(String name) {
        assertEquals(Change.MADE, rows.update(now(),
                new PolicyVersion(policy(name), name + "..", Optional.empty(), false), by(name)));
    }

    private From now() {
        return rows.now(tenant, SGX);
    }

    /** Each a minute after the one before. */
    private PolicyChange by(String note) {
        return new PolicyChange(ALICE.subject(), ALICE.issuer(), "trace", Optional.of(note), at(++minutes));
    }

    private static Instant at(int minute) {
        return AT.plusSeconds(60L * minute);
    }

    private static Activation activation(int minute, String operation, String note) {
        return new Activation(at(minute), operation, ALICE, Optional.of(note));
    }

    /** @param ended by the change a minute later */
    private static Interval interval(int minute, String operation, String note, boolean ended) {
        return new Interval(activation(minute, operation, note),
                ended ? Optional.of(at(minute + 1)) : Optional.empty());
    }

    private static Policy policy(String name) {
        return Policy.parse("version=1.0; authorizationrules{ => permit(); }; issuancerules{ => issue(type=\"" + name
                + "\", value=1); };");
    }

    private String one(String what, String table) throws SQLException {
        return one(what, table, "true");
    }

    private String one(String what, String table, String where) throws SQLException {
        return TestDatabase.asSuperuserOne("SELECT " + what + " FROM assay." + table + " WHERE tenant_id = '" + tenant
                + "' AND " + where);
    }
}
