package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.impact.KeptAppraisal;
import dev.assay.persistence.Evidence;
import dev.assay.persistence.EvidenceArchive;
import dev.assay.persistence.ImpactRows;
import dev.assay.persistence.TestDatabase;
import dev.assay.policy.Policy;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replays on the real database, of evidence that was really attested. */
class ImpactDeskTest {
    private static final List<AppraisalRequest> ENCLAVES = IntStream.rangeClosed(1, 6)
            .mapToObj(svn -> ReplayNode.enclave(enclave -> enclave.withProduct(1, svn).withDebug(svn == 6))).toList();

    private final ReplayNode node = new ReplayNode();

    private static String atLeast(int svn) {
        return "version=1.0; authorizationrules{ [type==\"x-ms-sgx-svn\", value>=" + svn
                + "] => permit(); }; issuancerules{ };";
    }

    private static ImpactWish wish(String policy) {
        return wish(policy, new ImpactWish.Span(1_000, Optional.empty(), Optional.empty()));
    }

    private static ImpactWish wish(String policy, ImpactWish.Span span) {
        return new ImpactWish(Optional.of(policy), OptionalInt.empty(), span, Duration.ofSeconds(60), 20);
    }

    private List<Boolean> attestAll() {
        return ENCLAVES.stream().map(node::attest).toList();
    }

    private ImpactView run(ImpactWish wish) {
        return assertInstanceOf(ImpactAnswer.Started.class,
                node.desk().start(wish, node.by(Role.POLICY_ADMINISTRATOR))).impact();
    }

    private JsonObject result(String policy) {
        ImpactView view = run(wish(policy));
        assertEquals("done", view.state());
        return view.result();
    }

    private ImpactAnswer.Refused refused(ImpactWish wish, ImpactCall call) {
        return assertInstanceOf(ImpactAnswer.Refused.class, node.desk().start(wish, call));
    }

    private static List<String> traces(JsonObject result, String kind) {
        return result.getJsonObject("examples").getJsonArray(kind).getValuesAs(JsonObject.class).stream()
                .map(example -> example.getString("traceId")).sorted().toList();
    }

    private static List<String> traceOf(int... calls) {
        return IntStream.of(calls).mapToObj(call -> ReplayNode.TRACE + "%02d".formatted(call)).toList();
    }

    /** Show 4. */
    @Test
    void whatItListsIsExactlyWhatFlipsOnceTheDraftIsInForce() {
        node.activate(atLeast(3));
        List<Boolean> before = attestAll();
        JsonObject result = result(atLeast(5));
        assertEquals("[{\"count\":2,\"from\":\"permit\",\"reasons\":{\"policy-no-permit\":2},\"to\":\"deny\"}]",
                result.getJsonArray("flips").toString());
        assertEquals(4, result.getInt("unchanged"));
        assertEquals(traceOf(2, 3), traces(result, "flips"));
        node.activate(atLeast(5));
        List<Boolean> after = attestAll();
        List<String> flipped = new ArrayList<>();
        for (int call = 0; call < 6; call++)
            if (!before.get(call).equals(after.get(call)))
                flipped.addAll(traceOf(call));
        assertEquals(traces(result, "flips"), flipped);
    }

    @Test
    void reproducesEveryRecordedVerdict() {
        node.activate(atLeast(3));
        attestAll();
        node.activate(atLeast(2));
        attestAll();
        JsonObject result = result(atLeast(2));
        assertEquals(12, result.getInt("replayed"));
        assertEquals(0, result.getInt("notReproduced"));
        assertEquals(12, result.getInt("recorded"));
        assertEquals(12, result.getInt("kept"));
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, result.getJsonArray("flips"));
        assertEquals("[{\"count\":1,\"from\":\"deny\",\"reasons\":{\"policy-no-permit\":1},\"to\":\"permit\"}]",
                result.getJsonArray("drift").toString());
        assertEquals(traceOf(1), traces(result, "drift"));
    }

    @Test
    void tellsWhichClaimsATokenWouldHaveOtherwiseButNotTheirValues() {
        attestAll();
        JsonObject result = result("version=1.0; authorizationrules{ => permit(); }; issuancerules{"
                + "c:[type==\"x-ms-sgx-svn\"] => issue(type=\"svn\", value=c.value);"
                + "[type==\"x-ms-sgx-svn\", value==4] => issue(type=\"team\", value=\"secret-team\"); };");
        assertEquals(6, result.getInt("unchanged"));
        assertEquals(6, result.getJsonObject("claims").getInt("changed"));
        JsonObject names = result.getJsonObject("claims").getJsonObject("names");
        assertEquals(1, names.getInt("team"));
        assertEquals(6, names.getInt("sgx-mrsigner"));
        assertFalse(names.containsKey("svn"));
        assertFalse(result.toString().contains("secret-team"));
    }

    @Test
    void takesTheNewestOrThoseOfAWindow() {
        attestAll();
        assertEquals(2, run(wish(atLeast(1), new ImpactWish.Span(2, Optional.empty(), Optional.empty()))).result()
                .getInt("replayed"));
        JsonObject window = run(wish(atLeast(7), new ImpactWish.Span(1_000, Optional.of(Emulated.AT.plusSeconds(1)),
                Optional.of(Emulated.AT.plusSeconds(3))))).result();
        assertEquals(traceOf(1, 2, 3), traces(window, "flips"));
    }

    @Test
    void showsNoMoreExamplesThanWereAskedForButCountsAll() {
        attestAll();
        ImpactWish wish = new ImpactWish(Optional.of(atLeast(7)), OptionalInt.empty(),
                new ImpactWish.Span(10, Optional.empty(), Optional.empty()), Duration.ofSeconds(60), 2);
        JsonObject result = run(wish).result();
        assertEquals(2, traces(result, "flips").size());
        assertEquals(6, result.getJsonArray("flips").getJsonObject(0).getInt("count"));
    }

    @Test
    void comparesWithAStoredVersionToo() {
        node.activate(atLeast(3));
        node.activate(atLeast(1));
        attestAll();
        for (int version : new int[]{0, 1, 3}) {
            ImpactWish wish = new ImpactWish(Optional.empty(), OptionalInt.of(version),
                    new ImpactWish.Span(10, Optional.empty(), Optional.empty()), Duration.ofSeconds(60), 20);
            if (version == 3)
                assertEquals("policy-version-not-found", refused(wish, node.by(Role.AUDITOR)).code());
            else
                assertEquals(version == 1 ? traceOf(0, 1) : List.of(), traces(run(wish).result(), "flips"));
        }
    }

    @Test
    void saysWhatCouldNotBeReplayedAndWhy() throws Exception {
        attestAll();
        KeptAppraisal kept = node.archive.page(node.id, AttestationType.SGX_ENCLAVE, Emulated.AT,
                EvidenceArchive.Mark.start(Emulated.AT.plusSeconds(9)), 1).getFirst().kept()
                .orElseThrow();
        AuditRecord.Basis basis = kept.basis();
        node.keep(with(kept, new AuditRecord.Basis(0, basis.policyHash(), "lax", "demo", basis.collateral()),
                Reason.PERMITTED));
        node.keep(with(kept, new AuditRecord.Basis(0, basis.policyHash(), "azure", "gone", basis.collateral()),
                Reason.PERMITTED));
        node.keep(with(kept, new AuditRecord.Basis(0, basis.policyHash(), "azure", "demo",
                List.of(new AuditRecord.Document("QE_IDENTITY", "sgx", Bytes.utf8("gone").sha256()))),
                Reason.PERMITTED));
        TestDatabase.asSuperuser("UPDATE assay.kept_appraisal SET nonce = substr(sha256(nonce), 1, 12) WHERE tenant_id"
                + " = '" + node.id + "' AND trace_id = '" + traceOf(0).getFirst() + "'");
        JsonObject result = result(atLeast(1));
        assertEquals(
                "{\"anchor-set-gone\":1,\"baseline-gone\":1,\"collateral-gone\":1,\"not-readable\":1}",
                result.getJsonObject("notReplayed").toString());
        assertEquals(5, result.getInt("replayed"));
    }

    private static KeptAppraisal with(KeptAppraisal kept, AuditRecord.Basis basis, Reason reason) {
        return new KeptAppraisal(new KeptAppraisal.Place(kept.place().tenant(), UUID.randomUUID(), kept.place().at()),
                kept.request(), basis, reason, kept.link());
    }

    @Test
    void countsAVerdictThatDoesNotComeAgain() {
        attestAll();
        KeptAppraisal kept = node.archive.page(node.id, AttestationType.SGX_ENCLAVE, Emulated.AT,
                EvidenceArchive.Mark.start(Emulated.AT.plusSeconds(9)), 1).getFirst().kept()
                .orElseThrow();
        node.keep(with(kept, kept.basis(), Reason.DEBUG_NOT_ACCEPTED));
        node.keep(with(kept, new AuditRecord.Basis(0, Bytes.utf8("another release's").sha256(), "azure", "demo",
                kept.basis().collateral()), Reason.PERMITTED));
        JsonObject result = result(atLeast(1));
        assertEquals(1, result.getInt("notReproduced"));
        assertEquals(1, traces(result, "notReproduced").size());
    }

    @Test
    void endsWhenItsTimeIsUp() {
        attestAll();
        node.tickLength = Duration.ofSeconds(5);
        ImpactView view = run(wish(atLeast(1)));
        assertEquals("time", view.state());
        assertTrue(view.progress().done() < view.progress().total());
        assertEquals(view.progress().done(), view.result().getInt("replayed"));
    }

    @Test
    @Tag("TE-06")
    void replaysNothingWhileAttestCallsLeaveNoRoom() {
        attestAll();
        node.tickLength = Duration.ofSeconds(10);
        ImpactView view = node.pool.run("another", () -> run(wish(atLeast(1)))).orElseThrow();
        assertEquals("time", view.state());
        assertEquals(0, view.progress().done());
    }

    @Test
    void endsWhereTheTenantKeepsNothingAnyMore() {
        attestAll();
        node.tickLength = Duration.ofMillis(900);
        node.executor = work -> {
            Evidence.set(node.id, OptionalInt.empty(), OptionalLong.empty());
            work.run();
        };
        assertEquals("cancelled", run(wish(atLeast(1))).state());
    }

    @Test
    void isInterruptedWithItsThread() {
        attestAll();
        node.executor = work -> {
            Thread.currentThread().interrupt();
            work.run();
            assertTrue(Thread.interrupted());
        };
        assertEquals("interrupted", run(wish(atLeast(1))).state());
    }

    @Test
    void beginsNoneWhereNoThreadIsFree() {
        node.executor = work -> {
            throw new RejectedExecutionException();
        };
        for (int again = 0; again < ImpactDesk.AT_ONCE + 1; again++)
            assertInstanceOf(ImpactAnswer.Busy.class,
                    node.desk().start(wish(atLeast(1)), node.by(Role.POLICY_ADMINISTRATOR)));
    }

    @Test
    void runsTwoOnThisNodeAndOneOfATenant() {
        List<Runnable> waiting = new ArrayList<>();
        node.executor = waiting::add;
        ImpactDesk desk = node.desk();
        ImpactView running = assertInstanceOf(ImpactAnswer.Started.class,
                desk.start(wish(atLeast(1)), node.by(Role.POLICY_ADMINISTRATOR))).impact();
        assertEquals("running", running.state());
        ImpactAnswer second = desk.start(wish(atLeast(1)), node.by(Role.POLICY_ADMINISTRATOR));
        assertEquals("impact-running", assertInstanceOf(ImpactAnswer.Refused.class, second).code());
        waiting.forEach(Runnable::run);
        assertEquals("done", assertInstanceOf(ImpactAnswer.Shown.class,
                desk.show(running.id().toString(), node.by(Role.AUDITOR))).impact().state());
        assertInstanceOf(ImpactAnswer.Started.class, desk.start(wish(atLeast(1)), node.by(Role.POLICY_ADMINISTRATOR)));
    }

    @Test
    @Tag("AU-05")
    void isForThoseWhoAdministerPoliciesOrAudit() {
        ImpactView done = run(wish(atLeast(1)));
        for (Role role : Role.values()) {
            boolean may = role == Role.POLICY_ADMINISTRATOR || role == Role.AUDITOR;
            ImpactAnswer started = node.desk().start(wish(atLeast(1)), node.by(role));
            assertEquals(may, started instanceof ImpactAnswer.Started, role.toString());
            ImpactAnswer shown = node.desk().show(done.id().toString(), node.by(role));
            assertEquals(may, shown instanceof ImpactAnswer.Shown, role.toString());
        }
    }

    @Test
    @Tag("TE-04")
    void saysNothingToAnotherTenantsCaller() {
        ImpactView done = run(wish(atLeast(1)));
        ImpactCall foreign = new ImpactCall(node.name, AttestationType.SGX_ENCLAVE,
                new Caller(Optional.of("other"), "eve", "issuer", Set.of(Role.values())), "trace");
        assertEquals("tenant-not-found", refused(wish(atLeast(1)), foreign).code());
        assertEquals("tenant-not-found", assertInstanceOf(ImpactAnswer.Refused.class,
                node.desk().show(done.id().toString(), foreign)).code());
        ReplayNode other = new ReplayNode();
        assertEquals("impact-not-found", assertInstanceOf(ImpactAnswer.Refused.class,
                other.desk().show(done.id().toString(), other.by(Role.AUDITOR))).code());
        assertEquals("impact-not-found", assertInstanceOf(ImpactAnswer.Refused.class,
                node.desk().show("none", node.by(Role.AUDITOR))).code());
    }

    @Test
    void refusesADraftThatIsNoneBeforeAnythingIsRecorded() throws Exception {
        ImpactCall call = node.by(Role.AUDITOR);
        ImpactAnswer.Unparsed unparsed = assertInstanceOf(ImpactAnswer.Unparsed.class,
                node.desk().start(wish("version=1.0;\nnonsense;"), call));
        assertEquals(2, unparsed.problems().getFirst().line());
        assertEquals("policy-malformed", refused(wish("x.y"), call).code());
        assertEquals("out-of-bounds", refused(wish(atLeast(1) + " ".repeat(1 << 20)), call).code());
        Evidence.set(node.id, OptionalInt.empty(), OptionalLong.empty());
        assertEquals("evidence-not-kept", refused(wish(atLeast(1)), call).code());
        assertEquals("0", TestDatabase.asSuperuserOne(
                "SELECT count(*) FROM assay.policy_impact_event WHERE tenant_id = '" + node.id + "'"));
    }

    @Test
    @Tag("AD-07")
    void recordsWhoHadWhatReplayed() throws Exception {
        run(wish(atLeast(4)));
        assertEquals("alice " + Policy.parse(atLeast(4)).hash().toBase64Url(), TestDatabase.asSuperuserOne("""
                SELECT subject || ' ' || (request::jsonb -> 'draft' ->> 'hash') FROM assay.policy_impact_event
                WHERE tenant_id = '%s'""".formatted(node.id)));
    }

    @Test
    void isShownAsInterruptedWhereItsNodeIsGone() throws Exception {
        ImpactRows.Key key = new ImpactRows.Key(node.id, UUID.randomUUID());
        node.runs.start(new ImpactRows.Start(key, AttestationType.SGX_ENCLAVE, "gone", "{}", "{}",
                new ImpactRows.Who("alice", "issuer", "trace", Emulated.AT)));
        TestDatabase
                .asSuperuser("UPDATE assay.policy_impact SET seen_at = now() - interval '1 minute' WHERE tenant_id = '"
                        + node.id + "'");
        assertEquals("interrupted", assertInstanceOf(ImpactAnswer.Shown.class,
                node.desk().show(key.id().toString(), node.by(Role.AUDITOR))).impact().state());
    }
}
