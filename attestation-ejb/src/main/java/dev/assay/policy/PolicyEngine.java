package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import java.util.List;
import java.util.Optional;

/** Evaluates a policy over claims, within budgets (maa-policy §6). Stateless; holds no policy. */
public final class PolicyEngine {
    /**
     * The configuration rules' outcome, which the appraiser applies before authorization.
     *
     * @param failure present where a configuration rule failed
     */
    public record Configured(Policy policy, ClaimSet working, List<Claim> properties,
            Optional<Decision.Failed> failure) {}

    public Configured configure(Policy policy, ClaimSet incoming) {
        throw new UnsupportedOperationException();
    }

    /** Authorization, all of it, then issuance. */
    public Decision decide(Configured configured) {
        throw new UnsupportedOperationException();
    }
}
