package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditTrail;
import dev.assay.audit.AuditUnavailableException;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.CollateralSource;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.impact.KeptAppraisal;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.signing.KeyTerms;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of which attestations the inputs are handed on to be kept. */
class KeepingTest {
    private static final Policy DEFAULT = DefaultPolicies.servedFor("SgxEnclave").orElseThrow();
    private static final OptionalInt WEEK = OptionalInt.of(7);

    private final List<AuditRecord> audited = new ArrayList<>();
    private final List<KeptAppraisal> kept = new ArrayList<>();
    private AuditTrail trail = audited::add;
    private CollateralSource collateral = AttestationFlowTest.ALL;

    @Test
    @Tag("AD-07")
    void keepsNothingUnlessTheTenantSaysSo() {
        assertInstanceOf(Outcome.Issued.class, attest(OptionalInt.empty(), DEFAULT, Optional.empty()));
        assertEquals(List.of(), kept);
        assertInstanceOf(Outcome.Issued.class, attest(WEEK, DEFAULT, Optional.empty()));
        KeptAppraisal one = kept.getFirst();
        assertEquals(1, kept.size());
        assertEquals(Emulated.request(), one.request());
        assertEquals(Emulated.AT, one.place().at());
        assertEquals(4, one.basis().collateral().size());
        assertEquals(audited.getLast().token().map(AuditRecord.Token::jti), one.link().jti());
    }

    @Test
    void keepsDenialsButNeitherDraftsNorEvidenceThatNoPolicyCouldSave() {
        attest(WEEK, DEFAULT, AttestationFlowTest.draft(
                "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };"));
        flow(WEEK, DEFAULT).attest(new AttestCall("demo",
                AppraisalRequest.of(AttestationType.SGX_ENCLAVE, Bytes.hex("00")), Optional.empty(), "::1", "trace",
                Credential.NONE));
        collateral = (anchors, wanted) -> new CollateralSet(Map.of(), Map.of());
        attest(WEEK, DEFAULT, Optional.empty());
        assertEquals(List.of(), kept);
        assertEquals(3, audited.size());
        collateral = AttestationFlowTest.ALL;
        attest(WEEK, Policy.parse("version=1.0; authorizationrules{ => deny(); }; issuancerules{ };"),
                Optional.empty());
        assertEquals(List.of(Reason.POLICY_DENIED), kept.stream().map(KeptAppraisal::reason).toList());
    }

    @Test
    @Tag("AD-08")
    void keepsNothingThatWasNotRecorded() {
        trail = record -> {
            throw new AuditUnavailableException("down", null);
        };
        assertInstanceOf(Outcome.Unavailable.class, attest(WEEK, DEFAULT, Optional.empty()));
        assertEquals(List.of(), kept);
    }

    private Outcome attest(OptionalInt days, Policy policy, Optional<String> draft) {
        return flow(days, policy).attest(AttestationFlowTest.call(draft));
    }

    private AttestationFlow flow(OptionalInt days, Policy policy) {
        TenantSettings usual = TenantSettings.USUAL;
        Tenant base = AttestationFlowTest.TENANT;
        Tenant tenant = new Tenant(base.id(), base.name(), base.issuer(), base.anchors(), base.baseline(),
                new TenantSettings(usual.trustModel(), usual.baseline(), usual.anchorSet(), usual.authenticated(),
                        usual.token(), usual.quotas(), false, days));
        VerificationPool places = new VerificationPool(1, 0, Duration.ZERO);
        Surroundings here = new Surroundings("node-1", new ClockGuard(new TestClock(Emulated.AT), () -> 0L), places,
                places, known -> true);
        Ports ports = new Ports(
                AttestationFlowTest.directory(() -> Optional.of(new TenantSnapshot(tenant, 0, policy))), collateral,
                new TenantKeys(new AttestationFlowTest.FakeKeys(AttestationFlowTest.KEY), owner -> KeyTerms.USUAL),
                trail);
        return new AttestationFlow(ports, new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine()),
                new Closing(ports, new TokenIssuer(), here, kept::add), here);
    }
}
