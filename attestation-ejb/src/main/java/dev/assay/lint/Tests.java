package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.policy.Condition;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Operator;
import dev.assay.policy.Property;
import dev.assay.policy.PropertyTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a condition's comparisons ask for. */
final class Tests {
    private Tests() {}

    /** The literal of its first {@code property == literal}. */
    static Optional<ClaimValue> equal(Condition condition, Property property) {
        return condition.tests().stream()
                .filter(test -> test.property() == property && test.operator() == Operator.EQUAL)
                .flatMap(test -> literal(test).stream()).findFirst();
    }

    static Optional<String> text(Condition condition, Property property) {
        return equal(condition, property).filter(ClaimValue.Text.class::isInstance)
                .map(value -> ((ClaimValue.Text) value).value());
    }

    static Optional<ClaimValue> literal(PropertyTest test) {
        return test.operand() instanceof Literal(ClaimValue value) ? Optional.of(value) : Optional.empty();
    }

    static boolean asks(Condition condition, Property property) {
        return condition.tests().stream().anyMatch(test -> test.property() == property);
    }

    /** The places of the comparisons of a property among the condition's, from 0. */
    static List<Integer> of(Condition condition, Property property) {
        return IntStream.range(0, condition.tests().size())
                .filter(i -> condition.tests().get(i).property() == property).boxed().toList();
    }
}
