package dev.assay.jmespath;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;

/** JSON as text inside expressions and for results: compact, members in their order, bounded in length and depth. */
final class JsonText {
    static final int MOST_CHARACTERS = 1024 * 1024;
    static final int DEEPEST = 128;
    private static final int PLAIN_SCALE = 128;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /** A literal's value, read within {@link StrictJson}'s limits. */
    static JsonValue value(String json, int at) {
        try {
            return read(json).orElseThrow(() -> new JmesPathException(at, "A literal between backticks is one JSON "
                    + "value. Write several as a list: `[1, 2]`."));
        } catch (MalformedException refused) {
            throw new JmesPathException(at, "Between backticks stands JSON. " + refused.getMessage()
                    + ". Write texts as 'text'.");
        }
    }

    /** What a name in double quotes, given with them, stands for. */
    static String string(String json, int at) {
        try {
            return ((JsonString) read(json).orElseThrow()).getString();
        } catch (MalformedException refused) {
            throw new JmesPathException(at, "A name in double quotes is a JSON string. " + refused.getMessage() + ".");
        }
    }

    /** The number that this text is in JSON's grammar, within {@link StrictJson}'s limits; else nothing. */
    static Optional<JsonValue> number(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0))
            return Optional.empty();
        try {
            return read(text);
        } catch (MalformedException noNumber) {
            return Optional.empty();
        }
    }

    /** why: one reader of JSON for the whole core, and that one reads objects. */
    private static Optional<JsonValue> read(String json) {
        JsonObject wrapped = StrictJson.object("literal", Bytes.utf8("{\"\":" + json + "}"));
        return wrapped.size() == 1 ? Optional.of(wrapped.get("")) : Optional.empty();
    }

    static String write(JsonValue value) {
        JsonText text = new JsonText();
        text.value(value, 1);
        return text.out.toString();
    }

    private void value(JsonValue value, int depth) {
        checkDepth(depth);
        switch (value.getValueType()) {
            case OBJECT -> object(value.asJsonObject(), depth);
            case ARRAY -> array(value.asJsonArray(), depth);
            case STRING -> string(((JsonString) value).getString());
            case NUMBER -> append(digits(((JsonNumber) value).bigDecimalValue()));
            case TRUE -> append("true");
            case FALSE -> append("false");
            case NULL -> append("null");
        }
    }

    /** why: results can nest deeper than document and expression do: `[@]` a hundred times in a pipe. */
    static void checkDepth(int depth) {
        if (depth > DEEPEST) // PO-04
            throw new JmesPathException(-1, "The expression's result is nested deeper than %d. Select less."
                    .formatted(DEEPEST));
    }

    private void object(JsonObject object, int depth) {
        String separator = "{";
        for (var member : object.entrySet()) {
            append(separator);
            string(member.getKey());
            append(":");
            value(member.getValue(), depth + 1);
            separator = ",";
        }
        append(object.isEmpty() ? "{}" : "}");
    }

    private void array(Iterable<JsonValue> array, int depth) {
        String separator = "[";
        for (JsonValue element : array) {
            append(separator);
            value(element, depth + 1);
            separator = ",";
        }
        append(separator.equals("[") ? "[]" : "]");
    }

    private void string(String text) {
        checkLength(out.length() + 2L + text.length());
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, plain, i);
                append(escaped(c));
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length());
        append("\"");
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }

    private static String digits(BigDecimal number) {
        return Math.abs((long) number.scale()) <= PLAIN_SCALE ? number.toPlainString() : number.toString();
    }

    private void append(String piece) {
        checkLength(out.length() + (long) piece.length());
        out.append(piece);
    }

    static void checkLength(long characters) {
        if (characters > MOST_CHARACTERS) // PO-04
            throw new JmesPathException(-1, "The expression's result is longer than %d characters. Select less."
                    .formatted(MOST_CHARACTERS));
    }
}
