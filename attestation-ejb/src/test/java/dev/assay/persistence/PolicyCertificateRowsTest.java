package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.tenant.PolicyVersion;
import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.bytes.Bytes;
import dev.assay.persistence.PolicyCertificateRows.Change;
import dev.assay.pki.PolicyCertificate;
import dev.assay.tenant.CertificateChange;
import dev.assay.pki.CertificateOperation;
import dev.assay.tenant.PolicyChange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On the real database; the octets stand for certificates. */
class PolicyCertificateRowsTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final PolicyChange BY = new PolicyChange("alice", "https://login.example.org", "trace",
            Optional.empty(), AT);
    private static final Bytes FIRST = Bytes.utf8("first");
    private static final Bytes SECOND = Bytes.utf8("second");

    private final TransactedCertificates rows = new TransactedCertificates();
    private final UUID tenant = TestDatabase.tenant("blue");

    @Test
    void readsNoneOfATenantThatListsNone() {
        assertEquals(List.of(), rows.read(tenant));
        assertEquals(0, rows.changes(tenant));
    }

    @Test
    @Tag("PO-08")
    void recordsEveryChangeWithItsAuthorSignerAndTheListBeforeAndAfter() throws SQLException {
        list(FIRST);
        assertEquals(Change.MADE, add(SECOND, FIRST, "one"));
        assertEquals(Change.MADE, remove(FIRST, SECOND, "two"));
        assertEquals(List.of(SECOND), rows.read(tenant));
        assertEquals(2, rows.changes(tenant));
        String who = " alice https://login.example.org trace 2026-11-24,";
        Bytes both = digest(FIRST, SECOND);
        assertEquals("1 add t second " + hex(SECOND, FIRST, Bytes.utf8("one")) + digest(FIRST).toHex() + " "
                + both.toHex() + who + "2 remove t first " + hex(FIRST, SECOND, Bytes.utf8("two")) + both.toHex() + " "
                + digest(SECOND).toHex() + who,
                events("string_agg(concat_ws(' ', number, operation, changed, convert_from(der, 'UTF8'),"
                        + " encode(sha256, 'hex'), encode(signer_sha256, 'hex'), encode(request_sha256, 'hex'),"
                        + " encode(set_before, 'hex'), encode(set_after, 'hex'), subject, issuer, trace_id,"
                        + " (recorded_at AT TIME ZONE 'UTC')::date) || ',', '' ORDER BY number)"));
    }

    @Test
    @Tag("PO-08")
    void leavesAPolicyOutThatWasJudgedByAnEarlierList() throws SQLException {
        list(FIRST);
        add(SECOND, FIRST, "one");
        TransactedPolicies policies = new TransactedPolicies();
        PolicyVersion signedBySecond = new PolicyVersion(
                Policy.parse("version=1.0; authorizationrules{=>permit();};"), "a.b.c", Optional.of(SECOND.sha256()),
                false);
        PolicyRows.From judged = policies.now(tenant, AttestationType.SGX_ENCLAVE);
        remove(SECOND, FIRST, "two");
        assertEquals(PolicyRows.Change.CONFLICT, policies.update(judged, signedBySecond, BY));
        assertEquals(PolicyRows.Change.MADE, policies.update(policies.now(tenant, AttestationType.SGX_ENCLAVE),
                signedBySecond, BY));
    }

    @Test
    @Tag("PO-09")
    void takesNoSignerThatIsNotListedOrNotAnyMore() throws SQLException {
        list(FIRST);
        assertEquals(Change.UNLISTED, add(SECOND, SECOND, "one"));
        assertEquals(Change.UNLISTED, add(FIRST, SECOND, "two"));
        assertEquals(Change.MADE, add(SECOND, FIRST, "three"));
        assertEquals(Change.MADE, remove(FIRST, FIRST, "four"));
        assertEquals(Change.UNLISTED, add(FIRST, FIRST, "five"));
        assertEquals("2", events("count(*)"));
    }

    @Test
    @Tag("PO-09")
    void keepsTheLastOne() throws SQLException {
        list(FIRST);
        assertEquals(Change.LAST, remove(FIRST, FIRST, "one"));
        assertEquals(List.of(FIRST), rows.read(tenant));
        assertEquals("0", events("count(*)"));
    }

    @Test
    @Tag("PO-09")
    void changesNothingForWhatIsSoAlready() throws SQLException {
        list(FIRST);
        assertEquals(Change.SAME, add(FIRST, FIRST, "one"));
        assertEquals(Change.SAME, remove(SECOND, FIRST, "two"));
        assertEquals(Change.MADE, add(SECOND, FIRST, "three"));
        assertEquals(Change.MADE, remove(SECOND, FIRST, "four"));
        assertEquals(Change.MADE, add(SECOND, FIRST, "three"));
        assertEquals("3", events("count(*)"));
    }

    @Test
    @Tag("PO-09")
    void takesARequestThatCountsOnceNoSecondTimeOnceTheListMovedOn() throws SQLException {
        list(FIRST);
        assertEquals(Change.MADE, rows.change(tenant, once(CertificateOperation.ADD, SECOND), BY));
        assertEquals(Change.SAME, rows.change(tenant, once(CertificateOperation.ADD, SECOND), BY));
        assertEquals(Change.REPLAY, rows.change(tenant, once(CertificateOperation.REMOVE, SECOND), BY));
        assertEquals(Change.MADE, remove(SECOND, FIRST, "another"));
        assertEquals(Change.REPLAY, rows.change(tenant, once(CertificateOperation.ADD, SECOND), BY));
        assertEquals(List.of(FIRST), rows.read(tenant));
        assertEquals("2", events("count(*)"));
    }

    @Test
    @Tag("PO-09")
    void spendsARequestThatCountsOnceEvenWhereItFoundTheListSo() throws SQLException {
        list(FIRST, SECOND);
        for (int i = 0; i < 2; i++)
            assertEquals(Change.SAME, rows.change(tenant, once(CertificateOperation.ADD, SECOND), BY));
        assertEquals("1 f", events("count(*) || ' ' || bool_or(changed)::text::char(1)"));
        assertEquals(0, rows.changes(tenant));
        assertEquals(Change.MADE, remove(SECOND, FIRST, "another"));
        assertEquals(Change.REPLAY, rows.change(tenant, once(CertificateOperation.ADD, SECOND), BY));
    }

    @Test
    void listsAHundredAtMost() {
        list(IntStream.range(0, PolicyCertificateRows.MOST - 1).mapToObj(i -> Bytes.utf8("c" + i))
                .toArray(Bytes[]::new));
        assertEquals(Change.MADE, add(FIRST, Bytes.utf8("c0"), "one"));
        assertEquals(Change.FULL, add(SECOND, FIRST, "two"));
        assertEquals(Change.MADE, remove(Bytes.utf8("c0"), FIRST, "three"));
        assertEquals(Change.MADE, add(SECOND, FIRST, "two"));
    }

    @Test
    @Tag("PO-09")
    void letsOneOfTwoLoseThatRemoveTheLastTwoAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID fresh = TestDatabase.tenant("pair");
            list(fresh, FIRST, SECOND);
            CyclicBarrier start = new CyclicBarrier(2);
            List<Change> outcomes = new ArrayList<>();
            try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
                List<Future<Change>> both = List.of(FIRST, SECOND).stream().map(each -> nodes.submit(() -> {
                    start.await();
                    return rows.change(fresh, change(CertificateOperation.REMOVE, each, each, "r", false), BY);
                })).toList();
                for (Future<Change> one : both)
                    outcomes.add(one.get());
            }
            assertTrue(outcomes.contains(Change.MADE) && outcomes.contains(Change.LAST), outcomes.toString());
            assertEquals(1, rows.read(fresh).size());
        }
    }

    private void list(Bytes... certificates) {
        list(tenant, certificates);
    }

    private static void list(UUID owner, Bytes... certificates) {
        TestDatabase.transaction(entities -> {
            TenantScope.enter(entities, owner);
            List.of(certificates).forEach(der -> TestDatabase.tenants(entities).insert(owner,
                    new PolicyCertificate(der), AT));
            return owner;
        });
    }

    private Change add(Bytes der, Bytes signer, String request) {
        return rows.change(tenant, change(CertificateOperation.ADD, der, signer, request, false), BY);
    }

    private Change remove(Bytes der, Bytes signer, String request) {
        return rows.change(tenant, change(CertificateOperation.REMOVE, der, signer, request, false), BY);
    }

    private static CertificateChange once(CertificateOperation operation, Bytes der) {
        return change(operation, der, FIRST, "once", true);
    }

    private static CertificateChange change(CertificateOperation operation, Bytes der, Bytes signer, String request,
            boolean once) {
        return new CertificateChange(operation, der, signer.sha256(), Bytes.utf8(request).sha256(), once);
    }

    private static Bytes digest(Bytes... certificates) {
        return List.of(certificates).stream().map(der -> der.sha256().toHex()).sorted().map(Bytes::hex)
                .reduce(Bytes.EMPTY, Bytes::concat).sha256();
    }

    private static String hex(Bytes... octets) {
        return List.of(octets).stream().map(each -> each.sha256().toHex() + " ").reduce("", String::concat);
    }

    private String events(String what) throws SQLException {
        return RowSecurityTest.strings(TestDatabase.app(), tenant,
                "SELECT " + what + " FROM assay.policy_certificate_event").getFirst();
    }
}
