package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Computes what expressions stand for, within one evaluation (maa-policy §4.1, §7). A list each, since a function may
 * have no value or several. A function of single values is applied to every combination of its arguments' values, in the
 * order of the arguments; a function of sets once.
 */
final class Computation {
    private final Budget budget;
    private final JsonFunctions json;

    Computation(Budget budget) {
        this.budget = budget;
        this.json = new JsonFunctions(budget);
    }

    Budget budget() {
        return budget;
    }

    List<Derived> values(Expression expression, Bindings bindings) {
        return switch (expression) {
            case Literal(var value) -> List.of(Derived.free(value));
            case PropertyReference(var identifier, var property) ->
                List.of(Derived.read(property, bindings.one().apply(identifier)));
            case Call call -> result(call, bindings);
        };
    }

    private List<Derived> result(Call call, Bindings bindings) {
        budget.step();
        return switch (call.function()) {
            case JMES_PATH -> ofEachPair(call, bindings, (text, query) -> json.selected(call, text, query));
            case JSON_TO_CLAIM_VALUE -> ofEach(call, bindings, value -> json.claimValues(text(call, 0, value)));
            case IS_SUBSET_OF -> List.of(isSubset(call, bindings));
            case APPEND_STRING -> ofEachPair(call, bindings, this::appended);
            case NEGATE_BOOL -> ofEach(call, bindings, value -> List.of(ClaimValue.of(!flag(call, value))));
            case CONTAINS_ONLY_VALUE -> containsOnly(call, bindings);
        };
    }

    private Derived isSubset(Call call, Bindings bindings) {
        Set<ClaimValue> some = whole(call, 0, bindings);
        return Derived.free(ClaimValue.of(whole(call, 1, bindings).containsAll(some)));
    }

    private List<Derived> containsOnly(Call call, Bindings bindings) {
        Set<ClaimValue> set = whole(call, 0, bindings);
        return values(call.arguments().get(1), bindings).stream()
                .map(only -> Derived.free(ClaimValue.of(set.equals(Set.of(only.value()))))).toList();
    }

    /** The values of an argument that is a set. */
    private Set<ClaimValue> whole(Call call, int argument, Bindings bindings) {
        Set<ClaimValue> set = new HashSet<>();
        for (Derived each : bindings.whole().apply(call.arguments().get(argument))) {
            budget.step();
            budget.compare(each.value(), each.value());
            set.add(each.value());
        }
        return set;
    }

    private List<Derived> ofEach(Call call, Bindings bindings, Function<ClaimValue, List<ClaimValue>> function) {
        List<Derived> results = new ArrayList<>();
        for (Derived argument : values(call.arguments().getFirst(), bindings)) {
            List<ClaimValue> values = function.apply(argument.value());
            budget.spend(values.size());
            values.forEach(value -> results.add(new Derived(value, argument.readOnly())));
        }
        return results;
    }

    private List<Derived> ofEachPair(Call call, Bindings bindings, BinaryOperator<String> function) {
        List<Derived> results = new ArrayList<>();
        List<Derived> firsts = values(call.arguments().getFirst(), bindings);
        List<Derived> seconds = values(call.arguments().getLast(), bindings);
        for (Derived first : firsts) {
            for (Derived second : seconds) {
                budget.step();
                String made = function.apply(text(call, 0, first.value()), text(call, 1, second.value()));
                results.add(new Derived(ClaimValue.of(made), first.readOnly() || second.readOnly()));
            }
        }
        return results;
    }

    private String appended(String a, String b) {
        budget.room((long) a.length() + b.length());
        budget.make(a.length() + b.length());
        return a + b;
    }

    private static boolean flag(Call call, ClaimValue value) {
        if (value instanceof Flag(boolean flag))
            return flag;
        throw refused(call, 0, "of type " + value.typeName());
    }

    private static String text(Call call, int argument, ClaimValue value) {
        if (!(value instanceof Text(var text)))
            throw refused(call, argument, "of type " + value.typeName());
        if (!call.function().arguments().get(argument).takes(value))
            throw refused(call, argument, "empty");
        return text;
    }

    private static EvaluationException refused(Call call, int argument, String given) {
        return EvaluationException.error(call.function(), "argument %d takes %s; what it is given is %s."
                .formatted(argument + 1, call.function().arguments().get(argument).words(), given));
    }
}
