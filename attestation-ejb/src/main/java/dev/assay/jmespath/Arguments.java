package dev.assay.jmespath;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a function was called with; each is taken as the type that the function says, or the call ends. */
record Arguments(Site site, List<JsonValue> values, Node body, Evaluator evaluator) {
    private static final int MOST_SCALE = 1024;

    /** Which function is called, and where. */
    record Site(Function function, int at) {}

    Steps steps() {
        return evaluator.steps();
    }

    JsonValue any(int index) {
        return values.get(index);
    }

    ValueType type(int index) {
        return any(index).getValueType();
    }

    String text(int index) {
        return Values.string(typed(index, ValueType.STRING));
    }

    JsonArray array(int index) {
        return typed(index, ValueType.ARRAY).asJsonArray();
    }

    JsonObject object(int index) {
        return typed(index, ValueType.OBJECT).asJsonObject();
    }

    BigDecimal number(int index) {
        return decimal(typed(index, ValueType.NUMBER));
    }

    List<BigDecimal> numbers(int index) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (JsonValue element : elements(index, ValueType.NUMBER)) {
            numbers.add(decimal(element));
        }
        return numbers;
    }

    List<String> texts(int index) {
        List<String> texts = new ArrayList<>();
        for (JsonValue element : elements(index, ValueType.STRING)) {
            texts.add(Values.string(element));
        }
        return texts;
    }

    /** What the referenced expression gives for the element. */
    JsonValue applied(JsonValue element) {
        return evaluator.evaluate(body, element);
    }

    JmesPathException wrongType(int index, String wanted) {
        return wrong("argument %d is %s, where %s is expected".formatted(index + 1, shown(type(index)), wanted));
    }

    JmesPathException wrong(String what) {
        return new JmesPathException(site.at, "In %s, %s.".formatted(site.function.shown(), what));
    }

    static String shown(ValueType type) {
        return switch (type) {
            case NULL -> "null";
            case TRUE, FALSE -> "a boolean";
            case NUMBER -> "a number";
            case STRING -> "a string";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
        };
    }

    private JsonValue typed(int index, ValueType wanted) {
        if (type(index) != wanted)
            throw wrongType(index, shown(wanted));
        return any(index);
    }

    private JsonArray elements(int index, ValueType wanted) {
        JsonArray array = array(index);
        steps().elements(array.size());
        for (JsonValue element : array) {
            if (element.getValueType() != wanted)
                throw wrong("the list holds %s, where each element is %s".formatted(shown(element.getValueType()),
                        shown(wanted)));
        }
        return array;
    }

    /** why: sums of 1e999999999 and 1 are as long as the exponent says. */
    private BigDecimal decimal(JsonValue value) {
        BigDecimal number = Values.decimal(value);
        if (Math.abs((long) number.scale()) > MOST_SCALE)
            throw wrong("a number's exponent is beyond %d".formatted(MOST_SCALE));
        return number;
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
