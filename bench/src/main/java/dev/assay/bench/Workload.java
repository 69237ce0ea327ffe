package dev.assay.bench;

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
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.HeldData;
import dev.assay.evidence.Verdict;
import dev.assay.pki.CryptoProviders;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.PolicyEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One emulated quote with its collateral, ready to be appraised any number of times. */
record Workload(Appraiser appraiser, AppraisalRequest request, CollateralSet collateral, Terms terms) {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final Octets HELD = Octets.utf8("{\"key\":\"held by the enclave\"}");

    /** @throws IllegalStateException where the appraisal is not a permit: a refusal would measure something else */
    static Workload create() {
        CryptoProviders.choose();
        EvidenceBundle bundle = EmulatedAttester.create(AT).make(ReportData.binding(HELD), AT, draft -> {});
        Appraiser appraiser = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());
        AppraisalRequest request = new AppraisalRequest(AttestationType.SGX_ENCLAVE, bytes(bundle.quote()),
                Optional.of(new HeldData(bytes(HELD), HeldData.Kind.JSON)), Optional.empty(), Optional.empty());
        Workload workload = new Workload(appraiser, request, collateral(bundle), terms(bundle));
        Appraisal appraisal = workload.appraise();
        if (appraisal.verdict() != Verdict.PERMIT)
            throw new IllegalStateException("the emulated quote is not permitted: " + appraisal.detail());
        return workload;
    }

    Appraisal appraise() {
        return switch (appraiser.admit(request, terms.anchors(), terms.at())) {
            case Admission.Refused refused -> refused.appraisal();
            case Admission.Admitted<?> admitted -> appraiser.conclude(admitted, collateral, terms);
        };
    }

    private static Terms terms(EvidenceBundle bundle) {
        TrustAnchor root = new TrustAnchor(TrustAnchor.Family.INTEL_SGX, "emulator", bytes(bundle.anchor().spki()));
        return new Terms(new AnchorSet("bench", false, List.of(root)), Baseline.STRICT,
                DefaultPolicies.servedFor("SgxEnclave").orElseThrow(), AT, true);
    }

    private static CollateralSet collateral(EvidenceBundle bundle) {
        Set<CollateralKey> keys = Set.of(CollateralKey.sgxTcbInfo(bundle.fmspc()), CollateralKey.sgxQeIdentity(),
                CollateralKey.pckCrl(bundle.ca()), CollateralKey.rootCaCrl());
        Map<CollateralKey, CollateralDocument> documents = keys.stream()
                .collect(Collectors.toMap(Function.identity(), key -> document(bundle, key)));
        return new CollateralSet(documents, Map.of());
    }

    private static CollateralDocument document(EvidenceBundle bundle, CollateralKey key) {
        return new CollateralDocument(key, file(bundle, key.kind().fileName()),
                file(bundle, key.kind().issuerChainFileName()));
    }

    private static Bytes file(EvidenceBundle bundle, String name) {
        return bundle.collateral().file(name).map(Workload::bytes).orElse(Bytes.EMPTY);
    }

    private static Bytes bytes(Octets octets) {
        return Bytes.copyOf(octets.toArray());
    }
}
