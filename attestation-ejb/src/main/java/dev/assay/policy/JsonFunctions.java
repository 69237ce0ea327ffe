package dev.assay.policy;

import dev.assay.bytes.MalformedException;
import dev.assay.claims.ClaimValue;
import dev.assay.jmespath.JmesPath;
import dev.assay.jmespath.JmesPathException;
import dev.assay.policy.Expression.Call;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JmesPath and JsonToClaimValue (maa-policy §7). */
final class JsonFunctions {
    private static final PolicyFunction CONVERSION = PolicyFunction.JSON_TO_CLAIM_VALUE;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

    private final Budget budget;
    private final JsonTexts texts;

    JsonFunctions(Budget budget) {
        this.budget = budget;
        this.texts = new JsonTexts(budget);
    }

    /** The JSON text of what the query selects, {@code null} for nothing; a string keeps its JSON quotes. */
    String selected(Call call, String text, String query) {
        JsonValue document = parsed(call.function(), text).orElseThrow(() -> EvaluationException.error(call.function(),
                "argument 1 is no JSON text."));
        JmesPath compiled = call.query().orElseGet(() -> compiled(call.function(), query));
        try {
            return texts.select(document, compiled);
        } catch (JmesPathException failure) {
            throw EvaluationException.error(call.function(), "the query fails: " + failure.getMessage());
        }
    }

    /** One value for a scalar, none for null, one for each element of an array; a text that is no JSON is itself. */
    List<ClaimValue> claimValues(String text) {
        Optional<JsonValue> json = parsed(CONVERSION, text);
        if (json.isEmpty())
            return List.of(ClaimValue.of(text));
        if (json.get() instanceof JsonArray array)
            return elements(array);
        return scalar(json.get()).stream().toList();
    }

    private List<ClaimValue> elements(JsonArray array) {
        List<ClaimValue> values = new ArrayList<>();
        for (JsonValue element : array) {
            if (element instanceof JsonArray)
                throw EvaluationException.error(CONVERSION, "an array inside an array has no claim value. Select from "
                        + "it, or flatten it with `[]`.");
            budget.step();
            scalar(element).ifPresent(values::add);
        }
        return values;
    }

    private Optional<ClaimValue> scalar(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> Optional.empty();
            case TRUE -> Optional.of(ClaimValue.of(true));
            case FALSE -> Optional.of(ClaimValue.of(false));
            case STRING -> Optional.of(string(((JsonString) value).getString()));
            case NUMBER -> Optional.of(ClaimValue.of(whole((JsonNumber) value)));
            case OBJECT -> throw EvaluationException.error(CONVERSION,
                    "an object has no claim value. Select one of its members.");
            case ARRAY -> throw new IllegalStateException("an array is no scalar");
        };
    }

    private ClaimValue string(String text) {
        budget.make(text.length());
        return ClaimValue.of(text);
    }

    private static long whole(JsonNumber number) {
        BigDecimal value = number.bigDecimalValue();
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0)
            throw EvaluationException.error(CONVERSION, "a claim's integer has 64 bits, and this number is beyond.");
        if (value.stripTrailingZeros().scale() > 0)
            throw EvaluationException.error(CONVERSION, "a number with a fraction has no claim value.");
        return value.longValueExact();
    }

    private Optional<JsonValue> parsed(PolicyFunction function, String text) {
        try {
            return texts.parse(text);
        } catch (MalformedException refused) {
            throw EvaluationException.error(function, refused.getMessage() + ".");
        }
    }

    private JmesPath compiled(PolicyFunction function, String query) {
        try {
            return texts.compile(query);
        } catch (JmesPathException refused) {
            throw EvaluationException.error(function, "the query the policy computes is none: "
                    + refused.getMessage());
        }
    }
}
