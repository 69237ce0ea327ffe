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
     * @param stepsSpent what of the one step budget (PO-02) is gone
     */
    public record Configured(Policy policy, ClaimSet working, List<Claim> properties,
            Optional<Decision.Failed> failure, int stepsSpent) {
        public Configured {
            properties = List.copyOf(properties);
        }
    }

    public Configured configure(Policy policy, ClaimSet incoming) {
        Evaluation evaluation = new Evaluation(incoming, List.of(), 0);
        Optional<Decision.Failed> failure = evaluation.run(policy.configuration());
        return new Configured(policy, evaluation.working(), evaluation.properties(), failure,
                evaluation.stepsSpent());
    }

    /** Authorization, all of it, then issuance. */
    public Decision decide(Configured configured) {
        Evaluation evaluation = new Evaluation(configured.working(), configured.properties(), configured.stepsSpent());
        Policy policy = configured.policy();
        return configured.failure().<Decision>map(failure -> failure)
                .or(() -> evaluation.run(policy.authorization()))
                .or(evaluation::refusal)
                .or(() -> evaluation.run(policy.issuance()))
                .orElseGet(evaluation::permission);
    }
}
