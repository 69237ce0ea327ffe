package dev.assay.policy;

import dev.assay.bytes.MalformedException;
import dev.assay.jmespath.JmesPath;
import dev.assay.jmespath.JmesPathException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * JSON between the rules of one evaluation: a text is parsed once however many rules query it, and a query's result is
 * known under its text without being parsed again. Parsed values are shared and never changed (PO-04).
 */
final class JsonTexts {
    private final Budget budget;
    private final Map<String, JsonValue> parsed = new RecentlyUsed<>();
    private final Map<String, JmesPath> compiled = new RecentlyUsed<>();

    JsonTexts(Budget budget) {
        this.budget = budget;
    }

    /** The value of a JSON text; empty where it is none. @throws MalformedException beyond {@link StrictJson}'s limits */
    Optional<JsonValue> parse(String text) {
        JsonValue known = parsed.get(text);
        if (known != null)
            return Optional.of(known);
        budget.parse(text);
        Optional<JsonValue> value = StrictJson.document("the JSON text", text);
        value.ifPresent(fresh -> parsed.put(text, fresh));
        return value;
    }

    /** A query that the policy computes. @throws JmesPathException where it is none */
    JmesPath compile(String query) {
        JmesPath known = compiled.get(query);
        if (known != null)
            return known;
        budget.spend(query.length());
        JmesPath fresh = JmesPath.compile(query);
        compiled.put(query, fresh);
        return fresh;
    }

    /** @throws JmesPathException where the query fails over this document */
    String select(JsonValue document, JmesPath query) {
        JsonValue result = query.search(document, budget::query);
        String text = text(result);
        budget.make(text.length());
        parsed.put(text, result);
        return text;
    }

    // why: a result shares its parts, so that a short query's text can be longer than memory; writing it is bounded.
    private static String text(JsonValue result) {
        try {
            return JmesPath.text(result);
        } catch (JmesPathException tooLong) {
            throw EvaluationException.budget(tooLong.getMessage());
        }
    }
}
