package dev.assay.appraisal;

import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.Baseline;
import dev.assay.policy.Policy;
import java.time.Instant;

/**
 * What the evidence is held against.
 *
 * @param at the one instant of this appraisal
 * @param revocation false only on the command line, on request
 * @param issuer the tenant's issuer URL
 */
public record Terms(AnchorSet anchors, Baseline baseline, Policy policy, Instant at, boolean revocation,
        String issuer) {
    /** Of no service: what the command line's claims are prefixed with. */
    public static final String NO_SERVICE = "https://localhost";

    /** On the command line, where there is no tenant. */
    public Terms(AnchorSet anchors, Baseline baseline, Policy policy, Instant at, boolean revocation) {
        this(anchors, baseline, policy, at, revocation, NO_SERVICE);
    }
}
