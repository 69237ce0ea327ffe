package dev.assay.evidence;

import dev.assay.collateral.AnchorSet;
import java.time.Duration;
import java.time.Instant;

/**
 * What verification is held against.
 *
 * @param at the one instant of this appraisal
 * @param collateralGrace how long past its next update collateral is still used (CO-02)
 * @param revocation false only where the caller of the command line asked for it; the answer says so
 * @param tpm what the baseline asks of TPMs
 * @param issuer the tenant's issuer URL, before which names of clients' claims are not taken for the service's
 */
public record VerificationTerms(AnchorSet anchors, Instant at, Duration collateralGrace, boolean revocation,
        Baseline.Tpm tpm, String issuer) {}
