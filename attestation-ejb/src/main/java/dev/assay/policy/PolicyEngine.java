package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.policy.trace.Trace;
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

    /** A decision with the record of how it came about. */
    public record Explained(Decision decision, Trace trace) {}

    public Configured configure(Policy policy, ClaimSet incoming) {
        return configure(policy, incoming, RuleObserver.NONE);
    }

    /** Authorization, all of it, then issuance. */
    public Decision decide(Configured configured) {
        return decide(configured, RuleObserver.NONE);
    }

    /** Evaluates all of a policy as {@link #configure} and {@link #decide} do, with the same outcome, and tells how. */
    public Explained explain(Policy policy, ClaimSet incoming) {
        Tracing tracing = new Tracing(policy);
        Decision decision = decide(configure(policy, incoming, tracing), tracing);
        return new Explained(decision, tracing.trace(decision));
    }

    private static Configured configure(Policy policy, ClaimSet incoming, RuleObserver observer) {
        Evaluation evaluation = new Evaluation(incoming, List.of(), 0, observer);
        Optional<Decision.Failed> failure = evaluation.run(policy.configuration());
        return new Configured(policy, evaluation.working(), evaluation.properties(), failure,
                evaluation.stepsSpent());
    }

    private static Decision decide(Configured configured, RuleObserver observer) {
        Evaluation evaluation = new Evaluation(configured.working(), configured.properties(), configured.stepsSpent(),
                observer);
        Policy policy = configured.policy();
        return configured.failure().<Decision>map(failure -> failure)
                .or(() -> evaluation.run(policy.authorization()))
                .or(evaluation::refusal)
                .or(() -> evaluation.run(policy.issuance()))
                .orElseGet(evaluation::permission);
    }
}
