package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Whole;
import dev.assay.policy.Condition;
import dev.assay.policy.Operator;
import dev.assay.policy.Property;
import dev.assay.policy.PropertyTest;
import java.util.Optional;

/** Comparisons inside one pair of brackets that exclude each other. */
record Contradiction(int test, String message) {
    /** Empty where some claim could pass all of them. */
    static Optional<Contradiction> in(Condition condition) {
        for (int i = 1; i < condition.tests().size(); i++) {
            for (int j = 0; j < i; j++) {
                if (exclude(condition.tests().get(j), condition.tests().get(i)))
                    return Optional.of(new Contradiction(i, "`%s` and `%s` are never both true of one claim."
                            .formatted(written(condition.tests().get(j)), written(condition.tests().get(i)))));
            }
        }
        return range(condition);
    }

    private static boolean exclude(PropertyTest one, PropertyTest other) {
        Optional<ClaimValue> left = Tests.literal(one);
        Optional<ClaimValue> right = Tests.literal(other);
        if (left.isEmpty() || right.isEmpty())
            return false;
        if (one.property() == other.property())
            return one.operator() == Operator.EQUAL && !other.operator().holds(left.get(), right.get())
                    || other.operator() == Operator.EQUAL && !one.operator().holds(right.get(), left.get());
        return typeExcluded(one, other) || typeExcluded(other, one);
    }

    private static boolean typeExcluded(PropertyTest value, PropertyTest type) {
        return value.property() == Property.VALUE && type.property() == Property.VALUE_TYPE
                && value.operator() != Operator.NOT_EQUAL && Tests.literal(value)
                        .filter(literal -> !type.operator().holds(ClaimValue.of(literal.typeName()),
                                Tests.literal(type).orElseThrow()))
                        .isPresent();
    }

    private static Optional<Contradiction> range(Condition condition) {
        Interval left = Interval.ALL;
        for (int i : Tests.of(condition, Property.VALUE)) {
            PropertyTest test = condition.tests().get(i);
            if (Tests.literal(test).orElse(null) instanceof Whole(long number)) {
                left = left.narrowed(test.operator(), number);
            }
            if (left.empty())
                return Optional.of(new Contradiction(i, "No integer passes all comparisons of `value` here."));
        }
        return Optional.empty();
    }

    private static String written(PropertyTest test) {
        return test.property().keyword() + test.operator().symbol() + Wording.of(Tests.literal(test).orElseThrow());
    }
}
