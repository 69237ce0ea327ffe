package dev.assay.jmespath;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applies the parts of an expression to values; every visit of a part is a step, and every element it makes. */
record Evaluator(Steps steps) {
    JsonValue evaluate(Node node, JsonValue value) {
        steps.one();
        return switch (node) {
            case Node.Current c -> value;
            case Node.Literal(var literal) -> literal;
            case Node.Field(var name) -> field(name, value);
            case Node.Index(var index) -> index(index, value);
            case Node.Slice slice -> slice(slice, value);
            case Node.Chain(var left, var right) -> evaluate(right, evaluate(left, value));
            case Node.Pipe(var stages) -> pipe(stages, value);
            case Node.Or(var operands) -> firstOf(true, operands, value);
            case Node.And(var operands) -> firstOf(false, operands, value);
            case Node.Not(var operand) -> Values.flag(!Values.isTrue(evaluate(operand, value)));
            case Node.Comparison comparison -> compare(comparison, value);
            case Node.Flatten(var list) -> flatten(evaluate(list, value));
            case Node.Projection(var list, var each) -> project(evaluate(list, value), each);
            case Node.ValueProjection(var object, var each) -> projectValues(evaluate(object, value), each);
            case Node.Filter filter -> filter(filter, evaluate(filter.list(), value));
            case Node.MultiList(var elements) -> Values.isNull(value) ? value : list(elements, value);
            case Node.MultiHash(var members) -> Values.isNull(value) ? value : hash(members, value);
            case Node.Call(var function, var arguments, var at) -> call(function, arguments, at, value);
            case Node.Reference r -> throw new IllegalStateException("the parser lets & stand only before an argument");
        };
    }

    private static JsonValue field(String name, JsonValue value) {
        JsonValue member = value.getValueType() == ValueType.OBJECT ? value.asJsonObject().get(name) : null;
        return member == null ? JsonValue.NULL : member;
    }

    private static JsonValue index(int index, JsonValue value) {
        if (!Values.isArray(value))
            return JsonValue.NULL;
        JsonArray array = value.asJsonArray();
        int from0 = index < 0 ? array.size() + index : index;
        return from0 >= 0 && from0 < array.size() ? array.get(from0) : JsonValue.NULL;
    }

    private JsonValue slice(Node.Slice slice, JsonValue value) {
        if (!Values.isArray(value))
            return JsonValue.NULL;
        JsonArray array = value.asJsonArray();
        int size = array.size();
        boolean forwards = slice.step() > 0;
        long from = bound(slice.from().orElse(forwards ? 0 : Integer.MAX_VALUE), size, forwards);
        long to = slice.to().isPresent() ? bound(slice.to().getAsInt(), size, forwards) : forwards ? size : -1;
        List<JsonValue> taken = new ArrayList<>();
        for (long i = from; forwards ? i < to : i > to; i += slice.step()) {
            steps.one();
            taken.add(array.get((int) i));
        }
        return Values.array(taken);
    }

    /** A slice's bound within the list: backwards, one less at both ends. */
    private static long bound(int bound, int size, boolean forwards) {
        int shift = forwards ? 0 : 1;
        return Math.clamp(bound < 0 ? (long) size + bound : bound, -shift, size - shift);
    }

    private JsonValue pipe(List<Node> stages, JsonValue value) {
        JsonValue result = value;
        for (Node stage : stages) {
            result = evaluate(stage, result);
        }
        return result;
    }

    /** The first operand that is as true as wanted, else the last one. */
    private JsonValue firstOf(boolean wanted, List<Node> operands, JsonValue value) {
        JsonValue result = value;
        for (Node operand : operands) {
            result = evaluate(operand, value);
            if (Values.isTrue(result) == wanted)
                return result;
        }
        return result;
    }

    private JsonValue compare(Node.Comparison comparison, JsonValue value) {
        JsonValue left = evaluate(comparison.left(), value);
        JsonValue right = evaluate(comparison.right(), value);
        if (comparison.operator() == Token.Kind.EQUAL)
            return Values.flag(Values.equal(left, right, steps));
        if (comparison.operator() == Token.Kind.UNEQUAL)
            return Values.flag(!Values.equal(left, right, steps));
        boolean numbers = left.getValueType() == ValueType.NUMBER && right.getValueType() == ValueType.NUMBER;
        return numbers ? order(comparison.operator(), left, right) : JsonValue.NULL;
    }

    private static JsonValue order(Token.Kind operator, JsonValue left, JsonValue right) {
        int order = Values.decimal(left).compareTo(Values.decimal(right));
        return Values.flag(switch (operator) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            default -> order >= 0;
        });
    }

    private JsonValue flatten(JsonValue value) {
        if (!Values.isArray(value))
            return JsonValue.NULL;
        List<JsonValue> flat = new ArrayList<>();
        for (JsonValue element : value.asJsonArray()) {
            Collection<JsonValue> inner = Values.isArray(element) ? element.asJsonArray() : List.of(element);
            steps.elements(inner.size());
            flat.addAll(inner);
        }
        return Values.array(flat);
    }

    private JsonValue project(JsonValue value, Node each) {
        return Values.isArray(value) ? Values.array(dropNulls(value.asJsonArray(), each)) : JsonValue.NULL;
    }

    private JsonValue projectValues(JsonValue value, Node each) {
        return value.getValueType() == ValueType.OBJECT
                ? Values.array(dropNulls(value.asJsonObject().values(), each))
                : JsonValue.NULL;
    }

    private List<JsonValue> dropNulls(Collection<JsonValue> elements, Node each) {
        List<JsonValue> results = new ArrayList<>();
        for (JsonValue element : elements) {
            JsonValue result = evaluate(each, element);
            if (!Values.isNull(result)) {
                results.add(result);
            }
        }
        return results;
    }

    private JsonValue filter(Node.Filter filter, JsonValue value) {
        if (!Values.isArray(value))
            return JsonValue.NULL;
        List<JsonValue> kept = new ArrayList<>();
        for (JsonValue element : value.asJsonArray()) {
            if (Values.isTrue(evaluate(filter.condition(), element))) {
                kept.add(element);
            }
        }
        return Values.array(dropNulls(kept, filter.each()));
    }

    private JsonValue list(List<Node> elements, JsonValue value) {
        List<JsonValue> list = new ArrayList<>();
        for (Node element : elements) {
            list.add(evaluate(element, value));
        }
        return Values.array(list);
    }

    private JsonValue hash(List<Node.Member> members, JsonValue value) {
        Map<String, JsonValue> hash = new LinkedHashMap<>();
        for (Node.Member member : members) {
            hash.put(member.name(), evaluate(member.value(), value));
        }
        return Values.object(hash);
    }

    private JsonValue call(Function function, List<Node> arguments, int at, JsonValue value) {
        List<JsonValue> values = new ArrayList<>();
        Node body = null;
        for (Node argument : arguments) {
            if (argument instanceof Node.Reference(var referenced)) {
                body = referenced;
                values.add(JsonValue.NULL);
            } else {
                values.add(evaluate(argument, value));
            }
        }
        return function.apply(new Arguments(new Arguments.Site(function, at), values, body, this));
    }
}
