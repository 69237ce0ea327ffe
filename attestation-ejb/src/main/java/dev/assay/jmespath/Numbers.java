package dev.assay.jmespath;

import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** The functions on numbers: exact, but for averages, which have 34 digits. */
final class Numbers {
    private Numbers() {}

    static JsonValue abs(Arguments arguments) {
        return Values.number(arguments.number(0).abs());
    }

    static JsonValue ceil(Arguments arguments) {
        return Values.number(arguments.number(0).setScale(0, RoundingMode.CEILING));
    }

    static JsonValue floor(Arguments arguments) {
        return Values.number(arguments.number(0).setScale(0, RoundingMode.FLOOR));
    }

    static JsonValue sum(Arguments arguments) {
        return whole(sum(arguments.numbers(0)));
    }

    static JsonValue avg(Arguments arguments) {
        List<BigDecimal> numbers = arguments.numbers(0);
        if (numbers.isEmpty())
            return JsonValue.NULL;
        return whole(sum(numbers).divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128));
    }

    static JsonValue toNumber(Arguments arguments) {
        JsonValue value = arguments.any(0);
        if (value.getValueType() == ValueType.STRING)
            return JsonText.number(Values.string(value)).orElse(JsonValue.NULL);
        return value.getValueType() == ValueType.NUMBER ? value : JsonValue.NULL;
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** why: 0.5 and 0.5 are 1, which a claim can hold, and not 1.0. */
    private static JsonValue whole(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return Values.number(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }
}
