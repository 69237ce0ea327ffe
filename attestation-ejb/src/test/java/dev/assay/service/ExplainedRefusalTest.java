package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.audit.AuditRecord;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.Reason;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.signing.KeyTerms;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a refused attest call tells of the policy, and whom. */
@Tag("PO-11")
class ExplainedRefusalTest {
    private final List<AuditRecord> audited = new ArrayList<>();

    private static final String SECRETIVE = "version=1.0; authorizationrules{\n"
            + "[type==\"x-ms-sgx-product-id\", value==4711] => permit();\n[type==\"a\"] => permit(); };";

    @Test
    void tellsAnybodyWhereThePolicyRefusesAndNotWhatItCompares() {
        Outcome.Refused refused = refusedUnder(SECRETIVE, Credential.NONE);
        assertEquals("none of the 2 permit rules of the policy's authorizationrules fired: rule 1 (line 2),"
                + " rule 2 (line 3)", refused.detail());
        assertEquals(new Outcome.RulePlace("authorizationrules", 1, 2), refused.rules().getFirst());
        assertEquals(Optional.empty(), refused.explanation());
        assertFalse(refused.toString().contains("4711"));
    }

    @Test
    void tellsTheComparisonsToTheTenantsOwnRolesOnly() {
        Outcome.Refused told = refusedUnder(SECRETIVE, of("demo", Role.AUDITOR));
        assertTrue(told.explanation().orElseThrow().toString().contains("4711"));
        assertEquals(Optional.empty(), refusedUnder(SECRETIVE, of("other", Role.AUDITOR)).explanation());
        assertEquals(Optional.empty(), refusedUnder(SECRETIVE, of("demo", Role.ATTESTATION_READER)).explanation());
    }

    @Test
    void keepsWhatAFailingPolicyComputesFromThoseWhoMayNotReadIt() {
        String failing = "version=1.2; authorizationrules{ => permit(); };\nissuancerules{"
                + " => issue(type=AppendString(\"x-ms-\", \"s3cret\"), value=1); };";
        Outcome.Refused refused = refusedUnder(failing, Credential.NONE);
        assertEquals(Reason.POLICY_ERROR, refused.reason());
        assertEquals("the policy cannot be evaluated: issuancerules, rule 1 (line 2)", refused.detail());
        assertTrue(audited.getLast().ruling().detail().contains("x-ms-s3cret"));
        assertTrue(refusedUnder(failing, of("demo", Role.POLICY_ADMINISTRATOR)).explanation().orElseThrow().toString()
                .contains("x-ms-s3cret"));
    }

    private Outcome.Refused refusedUnder(String policy, Credential credential) {
        return assertInstanceOf(Outcome.Refused.class, flow(policy).attest(new AttestCall("demo", Emulated.request(),
                Optional.empty(), "::1", "trace", credential)));
    }

    private static Credential of(String tenant, Role role) {
        return new Credential(false, () -> new Identification.Known(new Caller(Optional.of(tenant), "someone",
                "https://issuer.example", Set.of(role))));
    }

    private AttestationFlow flow(String policy) {
        Ports ports = new Ports(AttestationFlowTest.directory(() -> Optional.of(new TenantSnapshot(
                AttestationFlowTest.TENANT, 1, Policy.parse(policy)))), AttestationFlowTest.ALL,
                new TenantKeys(new AttestationFlowTest.FakeKeys(AttestationFlowTest.KEY), tenant -> KeyTerms.USUAL),
                audited::add);
        VerificationPool pool = new VerificationPool(1, 0, Duration.ZERO);
        Surroundings surroundings = new Surroundings("node-1",
                new ClockGuard(new TestClock(Emulated.AT), () -> 0L), pool, pool, "demo"::equals);
        return new AttestationFlow(ports, new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine()),
                new Closing(ports, new TokenIssuer(), surroundings, nothing -> {}), surroundings);
    }
}
