package dev.assay.jmespath;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The functions that order: numbers by value, strings by code point, never one with the other; equals stay in order. */
final class Ordering {
    private record Keyed(JsonValue key, JsonValue element) {}

    private static final Comparator<Keyed> BY_NUMBER = Comparator.comparing(keyed -> Values.decimal(keyed.key));
    private static final Comparator<Keyed> BY_TEXT = (left, right) -> byCodePoint(Values.string(left.key),
            Values.string(right.key));

    private Ordering() {}

    static JsonValue sort(Arguments arguments) {
        return sorted(own(arguments), arguments);
    }

    static JsonValue sortBy(Arguments arguments) {
        return sorted(keyed(arguments), arguments);
    }

    static JsonValue max(Arguments arguments) {
        return first(own(arguments), arguments, -1);
    }

    static JsonValue maxBy(Arguments arguments) {
        return first(keyed(arguments), arguments, -1);
    }

    static JsonValue min(Arguments arguments) {
        return first(own(arguments), arguments, 1);
    }

    static JsonValue minBy(Arguments arguments) {
        return first(keyed(arguments), arguments, 1);
    }

    private static List<Keyed> own(Arguments arguments) {
        JsonArray array = arguments.array(0);
        arguments.steps().elements(array.size());
        return array.stream().map(element -> new Keyed(element, element)).toList();
    }

    /** Each element with what the expression gives for it, once an element. */
    private static List<Keyed> keyed(Arguments arguments) {
        List<Keyed> keyed = new ArrayList<>();
        for (JsonValue element : arguments.array(0)) {
            keyed.add(new Keyed(arguments.applied(element), element));
        }
        return keyed;
    }

    private static JsonValue sorted(List<Keyed> keyed, Arguments arguments) {
        Comparator<Keyed> order = order(keyed, arguments);
        arguments.steps().sort(keyed.size(), characters(keyed));
        return Values.array(keyed.stream().sorted(order).map(Keyed::element).toList());
    }

    /** The first of the elements that no other one is before, in this direction; null of none. */
    private static JsonValue first(List<Keyed> keyed, Arguments arguments, int direction) {
        Comparator<Keyed> order = order(keyed, arguments);
        arguments.steps().characters(characters(keyed));
        Keyed best = keyed.isEmpty() ? new Keyed(JsonValue.NULL, JsonValue.NULL) : keyed.getFirst();
        for (Keyed each : keyed) {
            best = order.compare(each, best) * direction < 0 ? each : best;
        }
        return best.element;
    }

    private static Comparator<Keyed> order(List<Keyed> keyed, Arguments arguments) {
        ValueType type = keyed.isEmpty() ? ValueType.NUMBER : keyed.getFirst().key.getValueType();
        if (type != ValueType.NUMBER && type != ValueType.STRING)
            throw arguments.wrong("there is %s to order by, where numbers or strings are expected".formatted(
                    Arguments.shown(type)));
        for (Keyed each : keyed) {
            if (each.key.getValueType() != type)
                throw arguments.wrong("there is %s to order by and %s, which have no order between them".formatted(
                        Arguments.shown(type), Arguments.shown(each.key.getValueType())));
        }
        return type == ValueType.NUMBER ? BY_NUMBER : BY_TEXT;
    }

    private static long characters(List<Keyed> keyed) {
        return keyed.stream().map(Keyed::key).filter(key -> key.getValueType() == ValueType.STRING)
                .mapToLong(key -> Values.string(key).length()).sum();
    }

    /** why: UTF-16 units put what lies beyond U+FFFF before U+E000. */
    private static int byCodePoint(String left, String right) {
        for (int i = 0; i < Math.min(left.length(), right.length()); i++) {
            if (left.charAt(i) != right.charAt(i))
                return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
