package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.approval.Difference;
import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalEvent.Operation;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange.KeyReplacement;
import dev.assay.approval.ProposedChange.PolicyReset;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.Settlement;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.policy.DefaultPolicies;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.token.PolicyDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of proposed policies, on the real database; the clock is the test's. */
class ApprovingTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final String DENYING = "version=1.0; authorizationrules{ => deny(); }; issuancerules{ };";

    private final ApprovalNode one = new ApprovalNode();
    private final ApprovalNode two = one.beside();
    private final String name = one.tenant(true);
    private final ProposalCall alice = one.call(name, "alice", Role.POLICY_ADMINISTRATOR);
    private final ProposalCall bob = one.call(name, "bob", Role.ATTESTATION_CONTRIBUTOR);
    private final ProposalCall kim = one.call(name, "kim", Role.KEY_ADMINISTRATOR);
    private final ProposalCall kai = one.call(name, "kai", Role.KEY_ADMINISTRATOR);

    @Test
    void makesNobodyWaitWithoutFourEyes() {
        String free = one.tenant(false);
        assertEquals(new ProposalAnswer.NotNeeded(),
                one.approving.propose(ApprovalNode.upload(DENYING),
                        one.call(free, "alice", Role.POLICY_ADMINISTRATOR)));
        assertEquals(List.of(), ApprovalNode.listed(one.approving.list(Optional.empty(), Optional.empty(), 9,
                one.call(free, "tina", Role.AUDITOR))));
    }

    @Test
    void bringsAPolicyIntoForceOnceASecondPersonApproves() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        assertEquals(0, version());
        ProposalView.Detail detail = ApprovalNode.shown(one.approving.get(id, bob));
        assertTrue(detail.current());
        assertEquals(List.of(new Difference("policy.SgxEnclave",
                Optional.of(DefaultPolicies.servedFor("SgxEnclave").orElseThrow().text()), Optional.of(DENYING))),
                detail.differences());
        ProposalView.Detail applied = ApprovalNode.shown(two.approving.decide(id, ProposalAct.APPROVE, "", bob));
        assertEquals(ProposalState.APPLIED, applied.view().proposal().state());
        assertEquals(List.of(Operation.PROPOSE, Operation.APPROVE, Operation.APPLY), ApprovalNode.operations(applied));
        assertEquals(DENYING, one.rows.read(one.id(name), SGX, version()).text());
    }

    @Test
    void answersTheSameApprovalTheSame() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        ProposalView.Detail first = ApprovalNode.shown(one.approving.decide(id, ProposalAct.APPROVE, "", bob));
        assertEquals(first, ApprovalNode.shown(one.approving.decide(id, ProposalAct.APPROVE, "", bob)));
        assertEquals(1, version());
    }

    @Test
    void letsNoProposerApprove() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        assertEquals("own-proposal",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "", alice)).code());
        ProposalCall promoted = new ProposalCall(name, new Caller(Optional.of(name),
                alice.caller().subject(), alice.caller().issuer(), Set.of(Role.values())), "trace");
        assertEquals("own-proposal",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "", promoted)).code());
        assertEquals("own-proposal",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.REJECT, "", promoted)).code());
        assertEquals(0, version());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void letsOnlyTheRoleOfTheChangeDecide(Role role) {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        ProposalAnswer answer = one.approving.decide(id, ProposalAct.APPROVE, "", one.call(name, "carol", role));
        switch (role) {
            case POLICY_ADMINISTRATOR, ATTESTATION_CONTRIBUTOR -> ApprovalNode.shown(answer);
            case TENANT_ADMINISTRATOR, AUDITOR -> assertEquals(Kind.FORBIDDEN, ApprovalNode.refused(answer).kind());
            case ATTESTATION_READER, KEY_ADMINISTRATOR, PLATFORM_ADMINISTRATOR ->
                assertEquals("proposal-not-found", ApprovalNode.refused(answer).code());
        }
    }

    @ParameterizedTest
    @Tag("TE-04")
    @EnumSource(value = Role.class, names = "PLATFORM_ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void saysNothingToAnotherTenant(Role role) {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        ProposalCall stranger = new ProposalCall(name, one.call("red", "alice", role).caller(), "trace");
        List<Function<Approving, ProposalAnswer>> calls = List.of(it -> it.get(id, stranger),
                it -> it.decide(id, ProposalAct.APPROVE, "", stranger),
                it -> it.decide(id, ProposalAct.WITHDRAW, "", stranger),
                it -> it.propose(ApprovalNode.upload(DENYING), stranger),
                it -> it.list(Optional.empty(), Optional.empty(), 9, stranger));
        calls.forEach(call -> assertEquals("tenant-not-found", ApprovalNode.refused(call.apply(one.approving)).code()));
    }

    @Test
    @Tag("TE-04")
    void findsNoProposalUnderAnotherTenantsName() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        String red = one.tenant(true);
        assertEquals("proposal-not-found", ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "",
                one.call(red, "bob", Role.POLICY_ADMINISTRATOR))).code());
    }

    @Test
    void rejectsAndWithdraws() {
        UUID rejected = waits(ApprovalNode.upload(DENYING), alice);
        assertEquals("anothers-proposal",
                ApprovalNode.refused(one.approving.decide(rejected, ProposalAct.WITHDRAW, "", bob)).code());
        Proposal stored = ApprovalNode.shown(one.approving.decide(rejected, ProposalAct.REJECT, "too strict", bob))
                .view()
                .proposal();
        assertEquals(ProposalState.REJECTED, stored.state());
        assertEquals("too strict", stored.decision().orElseThrow().note());
        UUID withdrawn = waits(ApprovalNode.upload(DENYING), alice);
        assertNotEquals(rejected, withdrawn);
        ApprovalNode.shown(one.approving.decide(withdrawn, ProposalAct.WITHDRAW, "", alice));
        for (UUID id : List.of(rejected, withdrawn))
            assertEquals("proposal-decided", ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "",
                    one.call(name, "carol", Role.POLICY_ADMINISTRATOR))).code());
        assertEquals(0, version());
    }

    @Test
    void refusesNotesThatAreNone() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        for (String note : List.of("a".repeat(501), "a\nb", "\u0000"))
            assertEquals("note-not-possible",
                    ApprovalNode.refused(one.approving.decide(id, ProposalAct.REJECT, note, bob)).code());
    }

    @Test
    void expiresByTheClock() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        one.clock.move(ApprovalNode.PATIENCE);
        assertEquals(ProposalState.EXPIRED, ApprovalNode.shown(one.approving.get(id, bob)).view().proposal().state());
        assertEquals("proposal-expired",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "", bob)).code());
        assertEquals(List.of(Operation.PROPOSE, Operation.EXPIRE),
                ApprovalNode.operations(ApprovalNode.shown(one.approving.get(id, bob))));
        assertEquals(0, version());
    }

    @Test
    void expiresWithoutAnybodysAsking() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        one.clock.move(ApprovalNode.PATIENCE);
        // A round takes 100 at most, and other tests' proposals are due by this clock as well.
        int settled = one.approving.tend("node");
        assertTrue(settled > 0);
        while (settled > 0) {
            settled = one.approving.tend("node");
        }
        assertEquals(new ProposalEvent(Operation.EXPIRE, new Person("assay", "node"), "", "",
                one.clock.instant()), ApprovalNode.shown(one.approving.get(id, bob)).history().getLast());
    }

    @Test
    void findsAPolicyOvertakenThatWasChangedMeanwhile() {
        UUID first = waits(ApprovalNode.upload(DENYING), alice);
        UUID second = waits(ApprovalNode.upload(DENYING + " "), alice);
        ApprovalNode.shown(one.approving.decide(first, ProposalAct.APPROVE, "", bob));
        assertFalse(ApprovalNode.shown(one.approving.get(second, bob)).current());
        assertEquals("proposal-overtaken",
                ApprovalNode.refused(one.approving.decide(second, ProposalAct.APPROVE, "", bob)).code());
        assertEquals("proposal-decided",
                ApprovalNode.refused(one.approving.decide(second, ProposalAct.APPROVE, "", bob)).code());
        assertEquals(DENYING, one.rows.read(one.id(name), SGX, version()).text());
        assertEquals(ProposalState.OVERTAKEN,
                ApprovalNode.shown(one.approving.get(second, bob)).view().proposal().state());
    }

    @Test
    void resetsAPolicy() {
        ApprovalNode
                .shown(one.approving.decide(waits(ApprovalNode.upload(DENYING), alice), ProposalAct.APPROVE, "", bob));
        UUID id = waits(new PolicyReset(SGX, PolicyDocument.EMPTY), bob);
        ApprovalNode.shown(one.approving.decide(id, ProposalAct.APPROVE, "", alice));
        assertEquals(0, version());
    }

    @Test
    void refusesToHaveWaitWhatIsNoPolicy() {
        assertEquals("change-not-possible",
                ApprovalNode.refused(one.approving.propose(ApprovalNode.upload("nonsense"), alice)).code());
    }

    @Test
    void leavesAProposalWaitingWhereItsQuotaIsSpent() throws Exception {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        one.sql(name, "policy_versions = 1");
        one.rows.activate(one.id(name), AttestationType.OPEN_ENCLAVE, Applying.policy(DENYING));
        assertEquals("change-not-possible",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "", bob)).code());
        assertEquals(ProposalState.WAITING, ApprovalNode.shown(one.approving.get(id, bob)).view().proposal().state());
        assertEquals(0, version());
    }

    @Test
    void appliesOnceWhereTwoApproveAtOnce() throws Exception {
        ProposalCall carol = one.call(name, "carol", Role.POLICY_ADMINISTRATOR);
        for (int round = 1; round <= 5; round++) {
            UUID id = waits(ApprovalNode.upload(DENYING + " ".repeat(round)), alice);
            ApprovalNode.together(() -> one.approving.decide(id, ProposalAct.APPROVE, "", bob),
                    () -> two.approving.decide(id, ProposalAct.APPROVE, "", carol));
            ProposalView.Detail applied = ApprovalNode.shown(one.approving.get(id, bob));
            assertEquals(List.of(Operation.PROPOSE, Operation.APPROVE, Operation.APPLY),
                    ApprovalNode.operations(applied));
            assertEquals(round, version());
        }
    }

    @Test
    void appliesOneOfTwoProposalsApprovedAtOnce() throws Exception {
        UUID first = waits(ApprovalNode.upload(DENYING), alice);
        UUID second = waits(ApprovalNode.upload(DENYING + " "), alice);
        ApprovalNode.together(() -> one.approving.decide(first, ProposalAct.APPROVE, "", bob),
                () -> two.approving.decide(second, ProposalAct.APPROVE, "", bob));
        assertEquals(Set.of(ProposalState.APPLIED, ProposalState.OVERTAKEN), Set.of(state(first), state(second)));
        assertEquals(1, version());
    }

    @Test
    void decidesBetweenApprovalAndWithdrawalAtOnce() throws Exception {
        for (int round = 1; round <= 5; round++) {
            UUID id = waits(ApprovalNode.upload(DENYING + " ".repeat(round)), alice);
            int before = version();
            ApprovalNode.together(() -> one.approving.decide(id, ProposalAct.APPROVE, "", bob),
                    () -> two.approving.decide(id, ProposalAct.WITHDRAW, "", alice));
            boolean applied = state(id) == ProposalState.APPLIED;
            assertTrue(applied || state(id) == ProposalState.WITHDRAWN);
            assertEquals(applied ? before + 1 : before, version());
        }
    }

    /** A node that stops before the commit has neither decided nor changed anything. */
    @Test
    void losesNeitherDecisionNorChangeWhereANodeStops() {
        UUID id = waits(ApprovalNode.upload(DENYING), alice);
        ApprovalNode stopping = one.withRows(new Transacted.Proposals() {
            @Override
            public Optional<Proposal> settle(Proposal.Key key, Function<Proposal, Settlement> judge) {
                return super.settle(key, now -> {
                    judge.apply(now);
                    throw new IllegalStateException("stopped before the commit");
                });
            }
        });
        assertThrows(IllegalStateException.class,
                () -> stopping.approving.decide(id, ProposalAct.APPROVE, "", bob));
        assertEquals(ProposalState.WAITING, state(id));
        assertEquals(0, version());
        ApprovalNode.shown(two.approving.decide(id, ProposalAct.APPROVE, "", bob));
        assertEquals(1, version());
    }

    @Test
    @Tag("AU-05")
    void listsWhatTheCallerMaySee() {
        UUID policy = waits(ApprovalNode.upload(DENYING), alice);
        UUID key = waits(new KeyReplacement(true), kim);
        assertEquals(Set.of(policy), ids(alice));
        assertEquals(Set.of(key), ids(kai));
        assertEquals(Set.of(policy, key), ids(one.call(name, "tina", Role.TENANT_ADMINISTRATOR)));
        assertEquals(Set.of(policy, key), ids(one.call(name, "ada", Role.AUDITOR)));
        assertEquals(Set.of(), ids(one.call(name, "rita", Role.ATTESTATION_READER)));
        assertEquals(Set.of(), ids(one.platform(name, "root")));
    }

    @Test
    void pagesTheList() {
        UUID first = waits(ApprovalNode.upload(DENYING), alice);
        one.clock.move(Duration.ofSeconds(1));
        UUID second = waits(ApprovalNode.upload(DENYING + " "), alice);
        var page = assertInstanceOf(ProposalAnswer.Listed.class,
                one.approving.list(Optional.empty(), Optional.empty(), 1, bob));
        assertEquals(Optional.of(second), page.next());
        assertEquals(List.of(first),
                ApprovalNode.listed(one.approving.list(Optional.of(ProposalState.WAITING), page.next(), 1, bob)));
    }

    private Set<UUID> ids(ProposalCall call) {
        return Set.copyOf(ApprovalNode.listed(one.approving.list(Optional.empty(), Optional.empty(), 9, call)));
    }

    private UUID waits(ProposedChange change, ProposalCall call) {
        return assertInstanceOf(ProposalAnswer.Waits.class, one.approving.propose(change, call)).proposal().proposal()
                .key().id();
    }

    private ProposalState state(UUID id) {
        return ApprovalNode.shown(one.approving.get(id, bob)).view().proposal().state();
    }

    private int version() {
        return one.policies.activeVersion(one.id(name), SGX);
    }
}
