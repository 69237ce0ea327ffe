package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.approval.ChangeText;
import dev.assay.approval.Difference;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange.PolicyCertificateChange;
import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.persistence.PolicyCertificateRows.Change;
import dev.assay.persistence.TestDatabase;
import dev.assay.tenant.CertificateChange;
import dev.assay.pki.CertificateOperation;
import dev.assay.tenant.PolicyChange;
import dev.assay.token.PolicyClaims;
import dev.assay.token.SignedPolicies;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates that a second person agrees to, on the real database; the clock is the test's. */
@Tag("PO-09")
class CertificateApprovalTest {
    private final ApprovalNode node = new ApprovalNode();
    private final String name = node.tenant(true);
    private final ProposalCall alice = node.call(name, "alice", Role.ATTESTATION_CONTRIBUTOR);
    private final ProposalCall bob = node.call(name, "bob", Role.POLICY_ADMINISTRATOR);
    private Signer first;
    private Signer second;

    @BeforeEach
    void isolate() throws GeneralSecurityException, SQLException {
        first = SignedPolicies.root("EC", "first");
        second = SignedPolicies.root("EC", "second");
        node.sql(name, "trust_model = 'isolated'");
        TestDatabase.asSuperuser("INSERT INTO assay.policy_certificate VALUES ('"
                + node.id(name) + "', decode('" + der(first).sha256().toHex() + "', 'hex'), decode('"
                + der(first).toHex() + "', 'hex'), now())");
    }

    @Test
    void addsACertificateOnceASecondPersonApproves() {
        PolicyCertificateChange adding = new PolicyCertificateChange(CertificateOperation.ADD, request(first, second));
        UUID id = waits(adding);
        assertEquals(List.of(der(first)), node.certificates.read(node.id(name)));
        ProposalView.Detail waiting = ApprovalNode.shown(node.approving.get(id, bob));
        String shown = "CN=second, SHA-1 " + PolicyClaims.thumbprint(der(second));
        assertEquals(List.of(new Difference("policyCertificates", Optional.empty(), Optional.of(shown))),
                waiting.differences());
        assertEquals(ProposalState.APPLIED, approved(id).view().proposal().state());
        assertEquals(2, node.certificates.read(node.id(name)).size());
        UUID removal = waits(new PolicyCertificateChange(CertificateOperation.REMOVE, request(first, second)));
        assertEquals(List.of(new Difference("policyCertificates", Optional.of(shown), Optional.empty())),
                ApprovalNode.shown(node.approving.get(removal, bob)).differences());
        approved(removal);
        assertEquals(List.of(der(first)), node.certificates.read(node.id(name)));
    }

    @Test
    void refusesToProposeWhatAnUnlistedCertificateSigned() {
        assertEquals("change-not-possible", ApprovalNode.refused(node.approving.propose(new PolicyCertificateChange(
                CertificateOperation.ADD, request(second, second)), alice)).code());
    }

    @Test
    void appliesNothingWhoseSignerIsNoLongerListed() {
        approved(waits(new PolicyCertificateChange(CertificateOperation.ADD, request(first, second))));
        UUID id = waits(new PolicyCertificateChange(CertificateOperation.ADD, request(first, third())));
        assertEquals(Change.MADE, directly(CertificateOperation.REMOVE, first, second));
        assertEquals("change-not-possible",
                ApprovalNode.refused(node.approving.decide(id, ProposalAct.APPROVE, "", bob)).code());
        assertEquals(List.of(der(second)), node.certificates.read(node.id(name)));
    }

    @Test
    void isOvertakenByAChangeThatCameBetween() {
        approved(waits(new PolicyCertificateChange(CertificateOperation.ADD, request(first, second))));
        UUID id = waits(new PolicyCertificateChange(CertificateOperation.REMOVE, request(second, first)));
        assertEquals(Change.MADE, directly(CertificateOperation.ADD, third(), first));
        assertFalse(ApprovalNode.shown(node.approving.get(id, bob)).current());
        assertEquals("proposal-overtaken",
                ApprovalNode.refused(node.approving.decide(id, ProposalAct.APPROVE, "", bob)).code());
        assertEquals(3, node.certificates.read(node.id(name)).size());
    }

    @ParameterizedTest
    @EnumSource(CertificateOperation.class)
    void isTheSameChangeOnceItWasStored(CertificateOperation operation) {
        PolicyCertificateChange change = new PolicyCertificateChange(operation, "a.b.c");
        assertEquals(change, ChangeText.read(ChangeText.write(change)));
    }

    private Signer third() {
        try {
            return SignedPolicies.root("EC", "third");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As a tenant without four eyes does. */
    private Change directly(CertificateOperation operation, Signer named, Signer signer) {
        return node.certificates.change(node.id(name),
                new CertificateChange(operation, der(named), der(signer).sha256(), Bytes.utf8("directly").sha256(),
                        false),
                new PolicyChange("carol", "issuer", "trace", Optional.empty(), node.clock.instant()));
    }

    private UUID waits(PolicyCertificateChange change) {
        return assertInstanceOf(ProposalAnswer.Waits.class, node.approving.propose(change, alice)).proposal()
                .proposal().key().id();
    }

    private ProposalView.Detail approved(UUID id) {
        return ApprovalNode.shown(node.approving.decide(id, ProposalAct.APPROVE, "", bob));
    }

    private static String request(Signer signer, Signer named) {
        return SignedPolicies.jws(Form.JAVA, signer, Form.JAVA.certificatePayload(named.certificate()));
    }

    private static Bytes der(Signer signer) {
        try {
            return Bytes.copyOf(signer.certificate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
