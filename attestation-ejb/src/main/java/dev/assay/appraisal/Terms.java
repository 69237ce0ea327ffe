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
 */
public record Terms(AnchorSet anchors, Baseline baseline, Policy policy, Instant at, boolean revocation) {}
