package dev.assay.lint;

import dev.assay.policy.Expression;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import dev.assay.policy.PolicyFunction;
import dev.assay.policy.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of the value an expression stands for, within one rule. */
final class Valuation {
    private final Map<String, List<Shape>> bound;
    private final Spot spot;
    private final Effort effort;
    private final List<QueryUse> queries = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();
    private boolean mayBeNothing;

    Valuation(Map<String, List<Shape>> bound, Spot spot, Effort effort) {
        this.effort = effort;
        this.bound = bound;
        this.spot = spot;
    }

    List<Shape> bound(String identifier) {
        return bound.getOrDefault(identifier, List.of());
    }

    List<QueryUse> queries() {
        return List.copyOf(queries);
    }

    List<String> misfits() {
        return List.copyOf(misfits);
    }

    /** Whether a function on the way can give no value at all (maa-policy §7: null and the empty array). */
    boolean mayBeNothing() {
        return mayBeNothing;
    }

    ValueShape of(Expression expression) {
        effort.spend(1);
        return switch (expression) {
            case Literal(var value) -> ValueShape.literal(value);
            case PropertyReference(var identifier, var property) -> property == Property.VALUE
                    ? value(bound(identifier))
                    : ValueShape.plain(new ValueForm.Texts());
            case Call call -> result(call, call.arguments().stream().map(this::of).toList());
        };
    }

    private ValueShape value(List<Shape> shapes) {
        effort.spend(shapes.size());
        return ValueShape.anyOf(shapes.stream().map(Shape::value).distinct().toList());
    }

    private ValueShape result(Call call, List<ValueShape> given) {
        wanted(call.function()).ifPresent(type -> given.stream().map(value -> value.form().typeName())
                .filter(held -> !held.isEmpty() && !held.equals(type)).findFirst()
                .ifPresent(held -> misfits.add("%s takes %s, and what it is given is %s".formatted(
                        call.function().written(), Wording.article(type), Wording.article(held)))));
        return switch (call.function()) {
            case JMES_PATH -> selected(given.getFirst(), given.getLast());
            case JSON_TO_CLAIM_VALUE -> converted(given.getFirst());
            case APPEND_STRING -> computed(new ValueForm.Texts(), given);
            case NEGATE_BOOL -> computed(new ValueForm.Flags(), given);
            case IS_SUBSET_OF, CONTAINS_ONLY_VALUE -> seen(given);
        };
    }

    /** The type of all arguments of a function; empty where it takes any. */
    private static Optional<String> wanted(PolicyFunction function) {
        return switch (function) {
            case JMES_PATH, JSON_TO_CLAIM_VALUE, APPEND_STRING -> Optional.of("String");
            case NEGATE_BOOL -> Optional.of("Boolean");
            case IS_SUBSET_OF, CONTAINS_ONLY_VALUE -> Optional.empty();
        };
    }

    private ValueShape selected(ValueShape document, ValueShape query) {
        effort.spend(query.trail().words().length() / 8);
        EventQuery asked = new EventQuery(query.trail().words());
        queries.add(new QueryUse(spot, document.trail().events(), asked));
        return new ValueShape(new ValueForm.JsonTexts(), document.readOnly() || query.readOnly(),
                document.trail().selected(asked, spot));
    }

    private ValueShape converted(ValueShape text) {
        mayBeNothing = true;
        return new ValueShape(new ValueForm.Anything(), text.readOnly(), text.trail());
    }

    private static ValueShape computed(ValueForm form, List<ValueShape> given) {
        return new ValueShape(form, given.stream().anyMatch(ValueShape::readOnly), trail(given));
    }

    /** What only says whether values are there is never read-only (maa-policy §7). */
    private static ValueShape seen(List<ValueShape> given) {
        return new ValueShape(new ValueForm.Flags(), false, trail(given));
    }

    private static Trail trail(List<ValueShape> given) {
        return Trail.merged(given.stream().map(ValueShape::trail).toList());
    }
}
