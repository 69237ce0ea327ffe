package dev.assay.tpm;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.appraisal.Terms;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.TpmState;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A tenant with its policy, baseline and statements, that appraises. */
record Tenant(Policy policy, Baseline baseline, Map<CollateralKey, CollateralDocument> statements) {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String ISSUER = "https://attest.example/t/acme";
    private static final Appraiser APPRAISER = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());

    /** Permits everything, knows the software device's key by registration. */
    static Tenant usual() {
        return new Tenant(policy("", "=>permit();", ""), Baseline.STRICT, Map.of()).knowing(device());
    }

    static Policy policy(String configuration, String authorization, String issuance) {
        return Policy.parse("version=1.2;configurationrules{" + configuration + "};authorizationrules{" + authorization
                + "};issuancerules{" + issuance + "};");
    }

    /** Registered by an administrator, under RSASSA with SHA-256. */
    static TpmDevice device() {
        return new TpmDevice(UUID.fromString("00000000-0000-4000-8000-000000000001"), TpmDevice.Origin.ADMINISTRATOR,
                SoftKeys.spki(SoftKeys.AIK).sha256(), Optional.of(SoftKeys.area(SoftKeys.AIK, 0x50072L, 0x14)),
                Optional.empty(), false, Optional.empty());
    }

    static TpmDevice lastSeen(long reset, long restart) {
        TpmDevice known = device();
        return new TpmDevice(known.id(), known.origin(), known.attestationKey(), known.publicArea(),
                known.endorsementKey(), false,
                Optional.of(new TpmState(known.attestationKey(), 1, reset, restart, true, 1)));
    }

    Tenant with(Policy other) {
        return new Tenant(other, baseline, statements);
    }

    Tenant with(Baseline other) {
        return new Tenant(policy, other, statements);
    }

    Tenant knowing(TpmDevice device) {
        return stating(CollateralKey.tpmDevice(device.attestationKey()), device.document());
    }

    Tenant trusting(TpmAuthorities authorities) {
        return stating(CollateralKey.tpmAuthorities(), authorities.document());
    }

    Tenant stating(CollateralKey key, Bytes document) {
        Map<CollateralKey, CollateralDocument> more = new HashMap<>(statements);
        more.put(key, new CollateralDocument(key, document, Bytes.EMPTY));
        return new Tenant(policy, baseline, more);
    }

    Tenant knowingNothing() {
        return new Tenant(policy, baseline, Map.of());
    }

    Appraisal appraise(Bytes request) {
        AppraisalRequest call = AppraisalRequest.of(AttestationType.TPM, request);
        return switch (APPRAISER.admit(call, AnchorSet.VENDORS, NOW)) {
            case Admission.Refused(Appraisal refused) -> refused;
            case Admission.Admitted<?> admitted -> APPRAISER.conclude(admitted,
                    new CollateralSet(statements, Map.of()),
                    new Terms(AnchorSet.VENDORS, baseline, policy, NOW, true, ISSUER));
        };
    }
}
