package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.policy.Policy;
import dev.assay.tenant.TenantSnapshot;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A what-if on a TPM, whose tenant's own statements stand where a vendor's documents do. */
@Tag("PO-11")
class TpmWhatIfTest {
    private static final Policy POLICY = Policy.parse("version=1.2; configurationrules {"
            + " => issueproperty(type=\"required_pcr_mask\", value=255); };"
            + " authorizationrules { [type==\"secureBootEnabled\", value==true] => deny(); }; issuancerules { };");

    private final List<AuditRecord> audited = new ArrayList<>();

    @Test
    void judgesByTheTenantsOwnStatementsAndListsThem() {
        JsonObject report = report();
        assertEquals(Reason.POLICY_DENIED.code(), report.getString("reason"), report::toString);
        List<JsonObject> documents = report.getJsonArray("collateral").getValuesAs(JsonObject.class);
        JsonObject authorities = documents.getFirst();
        assertEquals("tpm-authorities held", authorities.getString("kind") + " " + authorities.getString("source"));
        assertEquals(TpmNode.authorities().document().sha256().toHex(), authorities.getString("sha256"));
        assertFalse(authorities.containsKey("unsound"), authorities::toString);
        assertEquals(Reason.POLICY_DENIED, audited.getFirst().ruling().reason());
    }

    private JsonObject report() {
        String jws = TpmNode.DEVICE.attest(TpmChallenge.random(), Emulated.AT);
        WhatIfAnswer answer = flow().ask(new WhatIfCall("demo",
                new Caller(Optional.of("demo"), "someone", "https://issuer.example", Set.of(Role.AUDITOR)), "192.0.2.7",
                "0af7651916cd43dd8448eb211c80319c", AppraisalRequest.of(AttestationType.TPM, Bytes.utf8(jws)),
                WhatIfCall.Terms.AS_NOW));
        return assertInstanceOf(WhatIfAnswer.Told.class, answer, answer::toString).report();
    }

    private WhatIfFlow flow() {
        VerificationPool drafts = new VerificationPool(1, 0, Duration.ZERO);
        return new WhatIfFlow(
                AttestationFlowTest
                        .directory(() -> Optional.of(new TenantSnapshot(AttestationFlowTest.TENANT, 1, POLICY))),
                new WhatIfTerms((tenant, type, version) -> Optional.empty()),
                new WhatIfFlow.Sources((anchors, keys, issuedBy) -> Map.of(), (owner, keys) -> TpmNode.stated(keys)),
                audited::add, new Surroundings("node-1", new ClockGuard(new TestClock(Emulated.AT), () -> 0L), drafts,
                        drafts, "demo"::equals));
    }
}
