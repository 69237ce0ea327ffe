package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.approval.Difference;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.ProposedChange.PolicyActivation;
import dev.assay.approval.ProposedChange.PolicyUpload;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Role;
import dev.assay.policy.DefaultPolicies;
import dev.assay.tenant.KeptVersion.Author;
import dev.assay.tenant.PolicyStanding;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rollbacks that wait for a second person, on the real database. */
class ApprovedActivationTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final String ONE = "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };";
    private static final String TWO = "version=1.0; authorizationrules{ => deny(); }; issuancerules{ };";

    private final ApprovalNode node = new ApprovalNode();
    private final String name = node.tenant(true);
    private final ProposalCall alice = node.call(name, "alice", Role.POLICY_ADMINISTRATOR);
    private final ProposalCall bob = node.call(name, "bob", Role.POLICY_ADMINISTRATOR);

    @Test
    void showsBothNumbersBothTextsAndTheNote() {
        setBoth();
        ProposalView.Detail detail = ApprovalNode.shown(node.approving.get(waits(back(1)), bob));
        assertEquals("policy-activation", detail.view().proposal().change().kind());
        assertEquals(List.of(difference("version", "2", "1"), new Difference("policy.SgxEnclave", Optional.of(TWO),
                Optional.of(ONE)), new Difference("policy.SgxEnclave.note", Optional.empty(), Optional.of("back"))),
                detail.differences());
        assertEquals(List.of(difference("version", "2", "0"), new Difference("policy.SgxEnclave", Optional.of(TWO),
                DefaultPolicies.servedFor("SgxEnclave").map(policy -> policy.text()))),
                ApprovalNode.shown(node.approving.get(waits(new PolicyActivation(SGX, 0, Optional.empty())), bob))
                        .differences());
    }

    @Test
    void bringsTheVersionInForceOnceApprovedAndMakesNone() {
        setBoth();
        approved(waits(back(1)));
        PolicyStanding standing = standing();
        assertEquals("3 1", standing.changes() + " " + standing.version());
        assertEquals("activate", standing.last().orElseThrow().operation());
        assertEquals(new Author("bob", ApprovalNode.BASE), standing.last().get().by());
        assertEquals(Optional.of("back"), standing.last().get().note());
        assertEquals(2, node.policies.page(node.id(name), SGX, 9, 9).size());
        approved(waits(back(0)));
        assertEquals("reset 0", standing().last().orElseThrow().operation() + " " + standing().version());
    }

    @Test
    void keepsTheNoteOfAnUploadWithTheVersion() {
        String document = ApprovalNode.upload(ONE).document();
        approved(waits(new PolicyUpload(SGX, document, Optional.of("first"))));
        assertEquals(Optional.of("first"),
                node.policies.find(node.id(name), SGX, 1).orElseThrow().version().stored().note());
    }

    @Test
    void isOvertakenByAChangeThatCameBetween() {
        setBoth();
        UUID early = waits(back(1));
        UUID late = waits(back(0));
        approved(early);
        assertEquals("proposal-overtaken",
                ApprovalNode.refused(node.approving.decide(late, ProposalAct.APPROVE, "", bob)).code());
        assertEquals(1, standing().version());
    }

    @Test
    void refusesToHaveWaitWhatThereIsNot() {
        TenantAnswer.Refused refused = ApprovalNode.refused(node.approving.propose(back(7), alice));
        assertEquals("change-not-possible", refused.code());
        assertTrue(refused.detail().contains("version 7"), refused.detail());
    }

    private void setBoth() {
        approved(waits(ApprovalNode.upload(ONE)));
        approved(waits(ApprovalNode.upload(TWO)));
    }

    private PolicyStanding standing() {
        return node.policies.standing(node.id(name), SGX);
    }

    private static PolicyActivation back(int version) {
        return new PolicyActivation(SGX, version, Optional.of("back"));
    }

    private static Difference difference(String what, String before, String after) {
        return new Difference("policy.SgxEnclave." + what, Optional.of(before), Optional.of(after));
    }

    private UUID waits(ProposedChange change) {
        return assertInstanceOf(ProposalAnswer.Waits.class, node.approving.propose(change, alice)).proposal()
                .proposal().key().id();
    }

    private void approved(UUID id) {
        assertEquals(ProposalState.APPLIED, ApprovalNode.shown(node.approving.decide(id, ProposalAct.APPROVE, "", bob))
                .view().proposal().state());
    }
}
