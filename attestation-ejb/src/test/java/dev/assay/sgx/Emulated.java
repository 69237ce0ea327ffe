package dev.assay.sgx;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.appraisal.Terms;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.dcap.CollateralReader;
import dev.assay.emulator.sgx.Anchor;
import dev.assay.emulator.sgx.EmulatedCollateral;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Appraises emulated evidence, by default strictly and with the served default policy. */
public record Emulated(AnchorSet anchors, EmulatedCollateral collateral, Instant at, Baseline baseline, Policy policy) {
    private static final Appraiser APPRAISER = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());

    public static Emulated strictly(EvidenceBundle bundle, Instant at) {
        return new Emulated(anchors(bundle.anchor()), bundle.collateral(), at, Baseline.STRICT,
                DefaultPolicies.servedFor("SgxEnclave").orElseThrow());
    }

    public Emulated under(Baseline other) {
        return new Emulated(anchors, collateral, at, other, policy);
    }

    public Emulated under(Policy other) {
        return new Emulated(anchors, collateral, at, baseline, other);
    }

    public Emulated at(Instant other) {
        return new Emulated(anchors, collateral, other, baseline, policy);
    }

    public Appraisal quote(Bytes quote) {
        return appraise(AppraisalRequest.of(AttestationType.SGX_ENCLAVE, quote));
    }

    public Appraisal openEnclaveReport(Bytes report) {
        return appraise(AppraisalRequest.of(AttestationType.OPEN_ENCLAVE, report));
    }

    public Appraisal appraise(AppraisalRequest request) {
        return switch (APPRAISER.admit(request, anchors, at)) {
            case Admission.Refused(Appraisal refused) -> refused;
            case Admission.Admitted<?> admitted -> APPRAISER.conclude(admitted, documents(admitted.wanted()),
                    new Terms(anchors, baseline, policy, at, true));
        };
    }

    public static AnchorSet anchors(Anchor anchor) {
        return new AnchorSet("emulator", false, List.of(
                new TrustAnchor(TrustAnchor.Family.INTEL_SGX, "emulated-root", Bytes.copyOf(anchor.spki().toArray()))));
    }

    private CollateralSet documents(Set<CollateralKey> wanted) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>();
        wanted.forEach(key -> file(key.kind().fileName()).ifPresent(content -> found.put(key,
                new CollateralDocument(key, content, file(key.kind().issuerChainFileName()).orElse(Bytes.EMPTY)))));
        return new CollateralSet(found, Map.of());
    }

    private java.util.Optional<Bytes> file(String name) {
        return collateral.file(name).map(content -> Bytes.copyOf(content.toArray()));
    }
}
