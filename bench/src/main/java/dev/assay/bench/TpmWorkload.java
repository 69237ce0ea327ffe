package dev.assay.bench;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.appraisal.Terms;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmBundle;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.emulator.tpm.TpmDraft;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Verdict;
import dev.assay.pki.CryptoProviders;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.tpm.QuotedState;
import dev.assay.tpm.TpmRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One request of an emulated machine, and a tenant that trusts the authority of its attestation key. */
record TpmWorkload(Appraiser appraiser, AppraisalRequest request, CollateralSet statements, Terms terms) {
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final TpmChallenge CHALLENGE = TpmChallenge.random();
    private static final Policy PERMIT = Policy
            .parse("version=1.2;configurationrules{};authorizationrules{=>permit();};issuancerules{};");

    /** @throws IllegalStateException where the appraisal is not a permit: a refusal would measure something else */
    static TpmWorkload create(EmulatedTpmDevice device, Consumer<TpmDraft> change) {
        CryptoProviders.choose();
        TpmBundle bundle = device.make(CHALLENGE, AT, change);
        TpmWorkload workload = new TpmWorkload(
                new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine()),
                AppraisalRequest.of(AttestationType.TPM, Bytes.utf8(bundle.request())), statements(bundle),
                new Terms(AnchorSet.VENDORS, Baseline.STRICT, PERMIT, AT, true, "https://bench.example"));
        Appraisal appraisal = workload.appraise();
        if (appraisal.verdict() != Verdict.PERMIT)
            throw new IllegalStateException("the emulated request is not permitted: " + appraisal.detail());
        return workload;
    }

    Appraisal appraise() {
        return switch (appraiser.admit(request, terms.anchors(), terms.at())) {
            case Admission.Refused refused -> refused.appraisal();
            case Admission.Admitted<?> admitted -> appraiser.conclude(admitted, statements, terms);
        };
    }

    /** Octets of the request as sent. */
    int length() {
        return request.evidence().length();
    }

    QuotedState state() {
        return TpmRequest.read(request.evidence()).current();
    }

    private static CollateralSet statements(TpmBundle bundle) {
        Authority authority = new Authority(Use.ATTESTATION_KEYS, true, bytes(bundle.attestationCa()),
                bundle.attestationCrl().map(TpmWorkload::bytes), true);
        CollateralKey key = CollateralKey.tpmAuthorities();
        Bytes document = new TpmAuthorities(List.of(authority)).document();
        return new CollateralSet(Map.of(key, new CollateralDocument(key, document, Bytes.EMPTY)), Map.of());
    }

    private static Bytes bytes(Octets octets) {
        return Bytes.copyOf(octets.toArray());
    }
}
