package dev.assay.appraisal;

import dev.assay.claims.ClaimSet;
import dev.assay.policy.Decision;
import java.util.Optional;

/**
 * What the policy was shown, and what it said.
 *
 * @param incoming the claims before its first rule
 * @param decision empty where it was not asked, since the baseline or the held data refuses already
 */
public record Hearing(ClaimSet incoming, Optional<Decision> decision) {}
