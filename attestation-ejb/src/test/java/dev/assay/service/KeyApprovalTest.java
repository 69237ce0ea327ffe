package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange.ChainInstallation;
import dev.assay.approval.ProposedChange.KeyReplacement;
import dev.assay.approval.ProposedChange;
import dev.assay.identity.Role;
import dev.assay.persistence.StoredKey;
import dev.assay.signing.KeyCertificates;
import dev.assay.signing.KeyState;
import dev.assay.signing.OperatorAuthority;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of proposed changes to signing keys, which take more than one transaction. */
class KeyApprovalTest {
    private final ApprovalNode one = new ApprovalNode();
    private final ApprovalNode two = one.beside();
    private final String name = one.tenant(true);
    private final ProposalCall kim = one.call(name, "kim", Role.KEY_ADMINISTRATOR);
    private final ProposalCall kai = one.call(name, "kai", Role.KEY_ADMINISTRATOR);

    @BeforeEach
    void firstKey() {
        one.keys.desk.keeper().first(KeyNode.owner(one.id(name)));
    }

    @Test
    @Tag("KM-03")
    void replacesAKeyOnceASecondPersonApproves() {
        String old = one.keys.kid(one.id(name), KeyState.ACTIVE);
        UUID id = waits(new KeyReplacement(true), kim);
        assertEquals(old, one.keys.kid(one.id(name), KeyState.ACTIVE));
        assertEquals("own-proposal",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "", kim)).code());
        ApprovalNode.shown(one.approving.decide(id, ProposalAct.APPROVE, "", kai));
        assertEquals(ProposalState.APPLIED, stateFor(kai, id));
        assertNotEquals(old, one.keys.kid(one.id(name), KeyState.ACTIVE));
        assertEquals(List.of(KeyState.ACTIVE), one.keys.states(one.id(name)));
    }

    @Test
    @Tag("KM-03")
    void findsAKeyReplacementOvertakenByARotation() {
        UUID id = waits(new KeyReplacement(false), kim);
        one.keys.desk.keeper().replace(KeyNode.owner(one.id(name)), false, KeyNode.act(one.clock));
        String active = one.keys.kid(one.id(name), KeyState.ACTIVE);
        assertEquals("proposal-overtaken",
                ApprovalNode.refused(one.approving.decide(id, ProposalAct.APPROVE, "", kai)).code());
        assertEquals(active, one.keys.kid(one.id(name), KeyState.ACTIVE));
    }

    /** Approved, and the node stopped there, or half way through the keys: the next round ends it, once. */
    @Test
    @Tag("KM-03")
    void goesOnWithAReplacementThatStoppedOnItsWay() {
        UUID tenant = one.id(name);
        String old = one.keys.kid(tenant, KeyState.ACTIVE);
        UUID untouched = approvedOnly(new KeyReplacement(true));
        one.clock.move(Duration.ofMinutes(1));
        assertTrue(two.approving.tend("node-two") > 0);
        String second = one.keys.kid(tenant, KeyState.ACTIVE);
        assertNotEquals(old, second);
        assertEquals(ProposalState.APPLIED, stateFor(kai, untouched));

        UUID halfway = approvedOnly(new KeyReplacement(true));
        one.keys.desk.keeper().replace(KeyNode.owner(tenant), false, KeyNode.act(one.clock));
        String third = one.keys.kid(tenant, KeyState.ACTIVE);
        assertEquals(Set.of(KeyState.ACTIVE, KeyState.VERIFY_ONLY), Set.copyOf(one.keys.states(tenant)));
        one.clock.move(Duration.ofMinutes(1));
        assertTrue(two.approving.tend("node-two") > 0);
        assertEquals(ProposalState.APPLIED, stateFor(kai, halfway));
        assertEquals(third, one.keys.kid(tenant, KeyState.ACTIVE));
        assertEquals(List.of(KeyState.ACTIVE), one.keys.states(tenant));
        assertEquals(new Person("assay", "node-two"),
                ApprovalNode.shown(one.approving.get(halfway, kai)).history().getLast().by());
    }

    @Test
    @Tag("KM-03")
    void replacesAKeyOnceWhereTwoNodesCarryItOut() throws Exception {
        UUID tenant = one.id(name);
        Set<String> before = Set.of(one.keys.kid(tenant, KeyState.ACTIVE));
        approvedOnly(new KeyReplacement(false));
        one.clock.move(Duration.ofMinutes(1));
        ApprovalNode.together(() -> one.approving.tend("one"), () -> two.approving.tend("two"));
        one.clock.move(Duration.ofMinutes(1));
        one.approving.tend("one");
        assertEquals(before, Set.copyOf(one.keys.keys(tenant).stream().filter(key -> key.is(KeyState.VERIFY_ONLY))
                .map(key -> key.kid()).toList()));
    }

    @Test
    void refusesToHaveWaitWhatCannotComeIntoForce() {
        assertEquals("object-not-found",
                ApprovalNode.refused(one.approving.propose(new ChainInstallation("nobody", "x"), kim)).code());
        String kid = one.keys.kid(one.id(name), KeyState.ACTIVE);
        assertEquals("change-not-possible",
                ApprovalNode.refused(one.approving.propose(new ChainInstallation(kid, "x"), kim)).code());
    }

    /** The decision stands; a node that can make keys goes on with it. */
    @Test
    @Tag("KM-03")
    void keepsADecisionThatCannotBeCarriedOutNow() {
        String old = one.keys.kid(one.id(name), KeyState.ACTIVE);
        UUID id = waits(new KeyReplacement(false), kim);
        ApprovalNode out = one.withoutCustody();
        assertEquals(ProposalState.APPROVED, ApprovalNode.shown(out.approving.decide(id, ProposalAct.APPROVE, "", kai))
                .view().proposal().state());
        one.clock.move(Duration.ofMinutes(1));
        out.approving.tend("out");
        assertEquals(ProposalState.APPROVED, stateFor(kai, id));
        assertEquals(old, one.keys.kid(one.id(name), KeyState.ACTIVE));
        two.approving.tend("two");
        assertEquals(ProposalState.APPLIED, stateFor(kai, id));
        assertNotEquals(old, one.keys.kid(one.id(name), KeyState.ACTIVE));
    }

    /** Nothing is left to do it for; the next round takes it off the agenda. */
    @Test
    void givesUpWhatWasApprovedForATenantThatIsDeleted() {
        UUID id = approvedOnly(new KeyReplacement(false));
        UUID tenant = one.id(name);
        one.tenants.delete(name, new TenantCall(one.platform(name, "root").caller(), OptionalInt.empty(), "trace"));
        one.clock.move(Duration.ofMinutes(1));
        two.approving.tend("two");
        assertEquals(ProposalState.OVERTAKEN,
                one.proposals.read(new Proposal.Key(tenant, id)).orElseThrow().state());
    }

    @Test
    void installsAChainOnceASecondPersonApproves() throws Exception {
        UUID tenant = one.id(name);
        StoredKey key = one.keys.rows.read(tenant).getFirst();
        OperatorAuthority authority = new OperatorAuthority(one.clock.instant());
        String request = KeyCertificates.request(KeyNode.owner(tenant).issuer(),
                one.keys.desk.keeper().open(KeyNode.owner(tenant), key));
        String pem = OperatorAuthority.pem(authority.answer(request), authority.middle, authority.root).asUtf8();
        UUID id = waits(new ChainInstallation(key.kid(), pem), kim);
        UUID late = waits(new ChainInstallation(key.kid(), pem + "\n"), kai);
        ApprovalNode.shown(one.approving.decide(id, ProposalAct.APPROVE, "", kai));
        assertEquals(ProposalState.APPLIED, stateFor(kai, id));
        assertEquals(3, one.keys.rows.read(tenant).getFirst().published().chain().size());
        assertEquals("proposal-overtaken",
                ApprovalNode.refused(one.approving.decide(late, ProposalAct.APPROVE, "", kim)).code());
    }

    /** As a node leaves it that stops right after the decision. */
    private UUID approvedOnly(ProposedChange change) {
        UUID tenant = one.id(name);
        UUID id = waits(change, kim);
        one.proposals.settle(new Proposal.Key(tenant, id),
                new Judgement(new Judgement.Act(ProposalAct.APPROVE, "", kai, one.clock.instant()),
                        () -> Optional.of(one.keys.kid(tenant, KeyState.ACTIVE)),
                        () -> Applying.Reach.LATER));
        assertEquals(ProposalState.APPROVED, stateFor(kai, id));
        return id;
    }

    private UUID waits(ProposedChange change, ProposalCall call) {
        return assertInstanceOf(ProposalAnswer.Waits.class, one.approving.propose(change, call)).proposal().proposal()
                .key().id();
    }

    private ProposalState stateFor(ProposalCall call, UUID id) {
        return ApprovalNode.shown(one.approving.get(id, call)).view().proposal().state();
    }
}
