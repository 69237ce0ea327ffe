package dev.assay.jmespath;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** What the specification says of values: truth, equality, and how they are made. */
final class Values {
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Values() {}

    static boolean isNull(JsonValue value) {
        return value.getValueType() == ValueType.NULL;
    }

    static boolean isArray(JsonValue value) {
        return value.getValueType() == ValueType.ARRAY;
    }

    /** False, null and what is empty are false; every number is true. */
    static boolean isTrue(JsonValue value) {
        return switch (value.getValueType()) {
            case FALSE, NULL -> false;
            case STRING -> !string(value).isEmpty();
            case ARRAY -> !value.asJsonArray().isEmpty();
            case OBJECT -> !value.asJsonObject().isEmpty();
            case NUMBER, TRUE -> true;
        };
    }

    static JsonValue flag(boolean flag) {
        return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }

    static JsonValue text(String text) {
        return PROVIDER.createValue(text);
    }

    static JsonValue number(BigDecimal number) {
        return PROVIDER.createValue(number);
    }

    static JsonValue array(Collection<JsonValue> elements) {
        JsonArrayBuilder array = PROVIDER.createArrayBuilder();
        elements.forEach(array::add);
        return array.build();
    }

    static JsonValue object(Map<String, JsonValue> members) {
        JsonObjectBuilder object = PROVIDER.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }

    static String string(JsonValue value) {
        return ((JsonString) value).getString();
    }

    static BigDecimal decimal(JsonValue value) {
        return ((JsonNumber) value).bigDecimalValue();
    }

    /** Deep equality: numbers by their value (1 equals 1.0), members in any order, strings code point by code point. */
    static boolean equal(JsonValue left, JsonValue right, Steps steps) {
        return equal(left, right, steps, 1);
    }

    private static boolean equal(JsonValue left, JsonValue right, Steps steps, int depth) {
        steps.one();
        JsonText.checkDepth(depth);
        if (left.getValueType() != right.getValueType())
            return false;
        return switch (left.getValueType()) {
            case NULL, TRUE, FALSE -> true;
            case NUMBER -> decimal(left).compareTo(decimal(right)) == 0;
            case STRING -> equal(string(left), string(right), steps);
            case ARRAY -> equal(left.asJsonArray(), right.asJsonArray(), steps, depth + 1);
            case OBJECT -> equal(left.asJsonObject(), right.asJsonObject(), steps, depth + 1);
        };
    }

    private static boolean equal(String left, String right, Steps steps) {
        steps.characters(Math.min(left.length(), right.length()));
        return left.equals(right);
    }

    private static boolean equal(JsonArray left, JsonArray right, Steps steps, int depth) {
        boolean equal = left.size() == right.size();
        for (int i = 0; equal && i < left.size(); i++) {
            equal = equal(left.get(i), right.get(i), steps, depth);
        }
        return equal;
    }

    private static boolean equal(JsonObject left, JsonObject right, Steps steps, int depth) {
        if (left.size() != right.size())
            return false;
        for (var member : left.entrySet()) {
            JsonValue other = right.get(member.getKey());
            if (other == null || !equal(member.getValue(), other, steps, depth))
                return false;
        }
        return true;
    }
}
