package dev.assay.lint;

import dev.assay.policy.Condition;
import dev.assay.policy.RulePlace.ConditionPlace;
import java.util.List;

/**
 * A condition, and the claims it can meet where it stands.
 *
 * @param number its place in the rule, from 1
 * @param candidates those its {@code type} leaves
 * @param matching those of them no comparison excludes; none where its comparisons exclude each other
 */
record ConditionView(Condition condition, ConditionPlace place, int number, List<Shape> candidates,
        List<Shape> matching) {
    /** Whether the condition holds, its {@code !} considered. */
    Tri holds() {
        Tri met = matching.stream().anyMatch(shape -> shape.always() && shape.passes(condition) == Tri.ALWAYS)
                ? Tri.ALWAYS
                : matching.isEmpty() ? Tri.NEVER : Tri.MAYBE;
        if (!condition.negated())
            return met;
        return switch (met) {
            case NEVER -> Tri.ALWAYS;
            case MAYBE -> Tri.MAYBE;
            case ALWAYS -> Tri.NEVER;
        };
    }
}
