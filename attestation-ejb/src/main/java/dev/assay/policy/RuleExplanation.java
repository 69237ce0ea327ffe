package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.policy.trace.ConditionTrace;
import dev.assay.policy.trace.JoinTrace;
import dev.assay.policy.trace.Mismatch;
import dev.assay.policy.trace.RuleTrace.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a rule did or did not fire.
 *
 * @param hint of one that did not: in a sentence
 * @param steps what it took to find out. @param claims how many are shown
 */
record RuleExplanation(List<ConditionTrace> conditions, List<JoinTrace> joins, Optional<String> hint, int steps,
        int claims) {
    static final RuleExplanation NONE = new RuleExplanation(List.of(), List.of(), Optional.empty(), 0, 0);

    static RuleExplanation of(Rule rule, State state, List<Claim> working) {
        return new Making(rule.conditions(), working).explain(state);
    }

    /** Works on a budget of its own, and on claims it only reads. */
    private static final class Making {
        private final List<Condition> conditions;
        private final List<Claim> working;
        private final Budget budget = new Budget(0);
        private final Computation computation = new Computation(budget);
        private final List<ConditionTrace> traces = new ArrayList<>();
        private final List<List<Claim>> matching = new ArrayList<>();

        Making(List<Condition> conditions, List<Claim> working) {
            this.conditions = conditions;
            this.working = working;
        }

        RuleExplanation explain(State state) {
            for (int i = 0; i < conditions.size(); i++) {
                traces.add(condition(i));
            }
            List<JoinTrace> joins = state == State.IDLE && traces.stream().allMatch(ConditionTrace::holds)
                    ? joins()
                    : List.of();
            int claims = traces.stream().mapToInt(each -> each.matched().first().size() + each.nearest().size()).sum();
            return new RuleExplanation(traces, joins, state == State.IDLE ? Optional.of(why(joins)) : Optional.empty(),
                    budget.steps() + 1, claims);
        }

        private ConditionTrace condition(int number) {
            Condition condition = conditions.get(number);
            try {
                ConditionExplanation explained = new ConditionExplanation(condition, working, computation,
                        sets(number));
                ConditionTrace trace = explained.trace();
                matching.add(explained.matching());
                return trace;
            } catch (EvaluationException failure) {
                matching.add(List.of());
                return ConditionExplanation.unexplained(condition, failure.budget()
                        ? "it takes more steps than an explanation may"
                        : failure.getMessage());
            }
        }

        private List<JoinTrace> joins() {
            try {
                return new JoinExplanation(conditions, matching, computation, this::sets).traces();
            } catch (EvaluationException failure) {
                return List.of();
            }
        }

        /** What a function of sets looks at: the claims of the conditions before its own. */
        private Bindings sets(int number) {
            Match[] before = new Match[1];
            return new Bindings(identifier -> {
                throw new IllegalStateException("no claim is chosen for " + identifier);
            }, argument -> {
                before[0] = before[0] == null ? earlier(number) : before[0];
                return before[0].whole(argument);
            });
        }

        private Match earlier(int number) {
            Match match = new Match(conditions.subList(0, number), working, computation);
            if (!match.possible())
                throw EvaluationException.error("a condition before this one is not met, so its function has no claims"
                        + " to look at");
            return match;
        }

        private String why(List<JoinTrace> joins) {
            for (int i = 0; i < traces.size(); i++) {
                if (!traces.get(i).holds())
                    return "condition %d: %s".formatted(i + 1, why(traces.get(i)));
            }
            return joins.stream().findFirst()
                    .map(join -> "condition %d: no claims pass %s together: %s".formatted(join.condition(),
                            join.comparison(), join.hint()))
                    .orElse("each condition has matches, and no choice of one claim for each passes all comparisons"
                            + " at once");
        }

        private static String why(ConditionTrace trace) {
            return trace.hint().orElseGet(() -> trace.nearest().stream().flatMap(miss -> miss.failed().stream())
                    .findFirst().map(Making::why).orElse("no claim passes its comparisons"));
        }

        private static String why(Mismatch mismatch) {
            return mismatch.hint().orElseGet(() -> "%s fails, the claim has %s".formatted(mismatch.comparison(),
                    mismatch.actual()));
        }
    }
}
