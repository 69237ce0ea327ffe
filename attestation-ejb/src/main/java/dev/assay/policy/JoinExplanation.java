package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.policy.trace.JoinTrace;
import dev.assay.policy.trace.Several;
import dev.assay.policy.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Of a rule whose conditions all have matches: the comparisons between two conditions' claims that no pair of them
 * passes. What fails for three conditions together is not searched for.
 *
 * @param matching the claims that pass each condition's own comparisons
 * @param sets what functions of sets look at, for each condition
 */
record JoinExplanation(List<Condition> conditions, List<List<Claim>> matching, Computation computation,
        IntFunction<Bindings> sets) {
    List<JoinTrace> traces() {
        List<JoinTrace> traces = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            int number = i;
            if (conditions.get(i).negated())
                continue;
            conditions.get(i).tests().stream().filter(test -> test.operand().singles().size() == 1)
                    .forEach(test -> apart(number, test).ifPresent(traces::add));
        }
        return traces;
    }

    /** Present where no claim of the condition passes the test with any claim of the other. */
    private Optional<JoinTrace> apart(int number, PropertyTest test) {
        List<Claim> others = matching.get(indexOf(test.operand().singles().iterator().next()));
        List<Claim> own = matching.get(number);
        List<ClaimValue> right = new ArrayList<>();
        for (Claim other : others) {
            Bindings bindings = new Bindings(identifier -> other, sets.apply(number).whole());
            Comparison comparison = new Comparison(test, bindings, computation);
            if (own.stream().anyMatch(claim -> stepped(comparison, claim)))
                return Optional.empty();
            right.addAll(ConditionExplanation.values(computation.values(test.operand(), bindings)));
        }
        List<ClaimValue> left = own.stream().map(test.property()::of).distinct().toList();
        return Optional.of(new JoinTrace(number + 1, PolicyText.test(test), several(left),
                several(right.stream().distinct().toList()), hint(test, left, right)));
    }

    private boolean stepped(Comparison comparison, Claim claim) {
        computation.budget().step();
        return comparison.holds(claim);
    }

    private static String hint(PropertyTest test, List<ClaimValue> left, List<ClaimValue> right) {
        return left.size() == 1
                ? Hints.mismatch(test, left.getFirst(), right).orElse("the values of the two claims differ")
                : "no pair of their claims passes";
    }

    private static Several<Value> several(List<ClaimValue> values) {
        return Several.of(values, ConditionExplanation.SHOWN_VALUES, Value::of);
    }

    private int indexOf(String identifier) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).negated() && conditions.get(i).identifier().equals(identifier))
                return i;
        }
        throw new IllegalStateException("the parser let an unbound identifier pass: " + identifier);
    }
}
