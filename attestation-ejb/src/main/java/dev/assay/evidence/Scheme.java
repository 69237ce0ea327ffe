package dev.assay.evidence;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How one kind of evidence is read and verified: one package, one implementation, one line in
 * {@code appraisal.Schemes}. The stages' types carry what earlier stages established.
 *
 * @param <Q> evidence parsed, nothing trusted yet
 * @param <E> evidence whose own certificate chain ends in a pinned anchor and was valid at the instant
 */
public interface Scheme<Q, E> {
    AttestationType type();

    /** The whole checklist in its order, the closing steps included. */
    List<Step> checklist();

    /** The closing steps, which the appraiser makes: baseline, claims, policy. */
    ClosingSteps closing();

    /** Octets to record, no trust. */
    Q parse(Bytes evidence, Checks checks);

    /** Every field that can be read, unverified, for explanation only; empty where nothing can be. */
    JsonObject describe(Bytes evidence);

    /** The chain inside the evidence, before anything is fetched for it. */
    E authenticate(Q evidence, AnchorSet anchors, Instant at, Checks checks);

    /** What must be known to judge this evidence. */
    Set<CollateralKey> collateralFor(E evidence);

    /**
     * Signatures, revocation and the vendor's rules.
     *
     * @throws Refusal where the evidence is bad; otherwise the failed steps are in {@code checks}
     */
    Verification verify(E evidence, CollateralSet collateral, VerificationTerms terms, Checks checks);

    /** Names under which binary runtime data comes back in a token. */
    List<String> heldDataClaims();

    /** Checklist steps the appraiser makes once the scheme is through. */
    record ClosingSteps(Step baseline, Step claims, Step policy) {}
}
