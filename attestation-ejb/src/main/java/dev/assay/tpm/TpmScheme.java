package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Checks.Finding;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Scheme;
import dev.assay.evidence.Step;
import dev.assay.evidence.Verification;
import dev.assay.evidence.VerificationTerms;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Machines by their TPM's quote and boot log: checklist D. */
public final class TpmScheme implements Scheme<TpmRequest, TpmEvidence> {
    @Override
    public AttestationType type() {
        return AttestationType.TPM;
    }

    @Override
    public List<Step> checklist() {
        return TpmSteps.ALL;
    }

    @Override
    public ClosingSteps closing() {
        return TpmSteps.CLOSING;
    }

    @Override
    public TpmRequest parse(Bytes evidence, Checks checks) {
        return checks.require(TpmSteps.STRUCTURE, Reason.EVIDENCE_MALFORMED, () -> {
            TpmRequest request = TpmRequest.read(evidence);
            return new Finding<>(request, "version %d, quote of %d registers".formatted(request.windows() ? 1 : 2,
                    request.current().quote().quote().selections().stream().mapToInt(one -> one.registers().size())
                            .sum()));
        });
    }

    @Override
    public JsonObject describe(Bytes evidence) {
        return TpmDescription.of(evidence);
    }

    /** What the evidence proves by itself; whose attestation key it is, the tenant's statements tell later. */
    @Override
    public TpmEvidence authenticate(TpmRequest request, AnchorSet anchors, Instant at, Checks checks) {
        Optional<RequestSignature> signature = request.signature();
        if (signature.isEmpty()) {
            checks.skip(TpmSteps.REQUEST_SIGNATURE, "the payload came alone, unsigned");
        } else {
            checks.mustHold(TpmSteps.REQUEST_SIGNATURE, Reason.REQUEST_SIGNATURE_INVALID, () -> {
                PossessionProof.check(signature.get(), request.keys().signer().orElseThrow().jwk());
                return "PS256 holds";
            });
        }
        return new TpmEvidence(request);
    }

    @Override
    public Set<CollateralKey> collateralFor(TpmEvidence evidence) {
        return Set.of(CollateralKey.tpmAuthorities(),
                CollateralKey.tpmDevice(evidence.request().attestationKey().spki().sha256()));
    }

    @Override
    public Verification verify(TpmEvidence evidence, CollateralSet collateral, VerificationTerms terms,
            Checks checks) {
        return new TpmVerification(evidence.request(), collateral, terms, checks).verify();
    }

    @Override
    public List<String> heldDataClaims() {
        return List.of();
    }
}
