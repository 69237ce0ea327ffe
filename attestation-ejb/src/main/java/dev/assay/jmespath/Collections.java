package dev.assay.jmespath;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions on lists and objects, and those that take strings as well. */
final class Collections {
    private Collections() {}

    static JsonValue contains(Arguments arguments) {
        return switch (arguments.type(0)) {
            case ARRAY -> Values.flag(contains(arguments.array(0), arguments.any(1), arguments.steps()));
            case STRING -> Values.flag(arguments.type(1) == ValueType.STRING && containsText(arguments));
            case NULL, TRUE, FALSE, NUMBER, OBJECT -> throw arguments.wrongType(0, "a list or a string");
        };
    }

    private static boolean contains(JsonArray array, JsonValue wanted, Steps steps) {
        for (JsonValue element : array) {
            if (Values.equal(element, wanted, steps))
                return true;
        }
        return false;
    }

    /** why: a search in aaaa…b takes both lengths multiplied. */
    private static boolean containsText(Arguments arguments) {
        String text = arguments.text(0);
        String part = arguments.text(1);
        arguments.steps().characters((long) part.length() * Math.max(0, text.length() - part.length() + 1));
        return text.contains(part);
    }

    static JsonValue length(Arguments arguments) {
        return Values.number(BigDecimal.valueOf(switch (arguments.type(0)) {
            case ARRAY -> arguments.array(0).size();
            case OBJECT -> arguments.object(0).size();
            case STRING -> codePoints(arguments);
            case NULL, TRUE, FALSE, NUMBER -> throw arguments.wrongType(0, "a list, an object or a string");
        }));
    }

    private static int codePoints(Arguments arguments) {
        String text = arguments.text(0);
        arguments.steps().characters(text.length());
        return text.codePointCount(0, text.length());
    }

    static JsonValue keys(Arguments arguments) {
        JsonObject object = arguments.object(0);
        arguments.steps().elements(object.size());
        return Values.array(object.keySet().stream().map(Values::text).toList());
    }

    static JsonValue values(Arguments arguments) {
        JsonObject object = arguments.object(0);
        arguments.steps().elements(object.size());
        return Values.array(object.values());
    }

    static JsonValue map(Arguments arguments) {
        List<JsonValue> results = new ArrayList<>();
        for (JsonValue element : arguments.array(1)) {
            results.add(arguments.applied(element));
        }
        return Values.array(results);
    }

    static JsonValue merge(Arguments arguments) {
        Map<String, JsonValue> merged = new LinkedHashMap<>();
        for (int i = 0; i < arguments.values().size(); i++) {
            JsonObject object = arguments.object(i);
            arguments.steps().elements(object.size());
            merged.putAll(object);
        }
        return Values.object(merged);
    }

    static JsonValue notNull(Arguments arguments) {
        return arguments.values().stream().filter(value -> !Values.isNull(value)).findFirst().orElse(JsonValue.NULL);
    }

    static JsonValue reverse(Arguments arguments) {
        return switch (arguments.type(0)) {
            case ARRAY -> reversedArray(arguments);
            case STRING -> reversedText(arguments);
            case NULL, TRUE, FALSE, NUMBER, OBJECT -> throw arguments.wrongType(0, "a list or a string");
        };
    }

    private static JsonValue reversedArray(Arguments arguments) {
        JsonArray array = arguments.array(0);
        arguments.steps().elements(array.size());
        return Values.array(array.reversed());
    }

    private static JsonValue reversedText(Arguments arguments) {
        String text = arguments.text(0);
        arguments.steps().characters(text.length());
        return Values.text(Texts.reversed(text));
    }

    static JsonValue toArray(Arguments arguments) {
        JsonValue value = arguments.any(0);
        return Values.isArray(value) ? value : Values.array(List.of(value));
    }
}
