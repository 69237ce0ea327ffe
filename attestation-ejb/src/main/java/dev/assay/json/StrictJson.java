package dev.assay.json;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one JSON text within fixed limits: depth 32, 10 000 members and elements, 64 digits and exponents within ±128.
 * A duplicate member, a lone surrogate, octets that are not UTF-8 and anything after the value are refused with
 * {@link MalformedException}.
 */
public final class StrictJson {
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final int MAX_DEPTH = 32;
    private static final int MAX_MEMBERS = 10_000;
    private static final int MAX_DOCUMENT_DEPTH = 128;
    private static final int MAX_DOCUMENT_MEMBERS = 500_000;
    private static final int MAX_DIGITS = 64;
    private static final int MAX_SCALE = 128;

    private final String field;
    private final boolean foldNames;
    private final int deepest;
    private final int mostMembers;
    private int members;

    private StrictJson(String field, boolean foldNames, int deepest, int mostMembers) {
        this.field = field;
        this.foldNames = foldNames;
        this.deepest = deepest;
        this.mostMembers = mostMembers;
    }

    /** An object whose member names are compared exactly, as in signed documents. */
    public static JsonObject object(String field, Bytes utf8) {
        return new StrictJson(field, false, MAX_DEPTH, MAX_MEMBERS).readObject(decode(field, utf8));
    }

    /**
     * A request's object: member names are lower case in the result, at every level, so that two spellings of one name
     * are a duplicate ("Settled", Wire).
     */
    public static JsonObject request(String field, Bytes utf8) {
        return new StrictJson(field, true, MAX_DEPTH, MAX_MEMBERS).readObject(decode(field, utf8));
    }

    /**
     * Any JSON value of a text in memory, whose length is the caller's to bound: depth 128 and 500 000 members, the rest as
     * for all. Empty where the text is not JSON.
     */
    public static Optional<JsonValue> document(String field, String text) {
        return new StrictJson(field, false, MAX_DOCUMENT_DEPTH, MAX_DOCUMENT_MEMBERS).readValue(text);
    }

    /** A text that is one string. */
    public static String string(String field, Bytes utf8) {
        return new StrictJson(field, false, MAX_DEPTH, MAX_MEMBERS).readString(decode(field, utf8));
    }

    /** Strict UTF-8: no overlong form, no lone surrogate, no byte order mark. */
    public static String decode(String field, Bytes utf8) {
        // why: requests of megabytes are ASCII, and a decoder makes two copies more than it needs.
        if (utf8.ascii())
            return utf8.asUtf8();
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8.toArray())).toString();
            if (text.startsWith("\uFEFF"))
                throw new MalformedException(field, "starts with a byte order mark");
            return text;
        } catch (CharacterCodingException refused) {
            throw new MalformedException(field, "is not UTF-8");
        }
    }

    private JsonObject readObject(String text) {
        checkDepth(text);
        return read(text, parser -> {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw new MalformedException(field, "is not a JSON object");
            }
            JsonObject object = object(parser, 1);
            if (parser.hasNext())
                throw new MalformedException(field, "text follows the JSON object");
            return object;
        });
    }

    private String readString(String text) {
        // why: before the parser, so that no depth reaches it.
        if (!text.stripLeading().startsWith("\""))
            throw new MalformedException(field, "is not a JSON string");
        checkDepth(text);
        return read(text, parser -> {
            if (!parser.hasNext() || parser.next() != Event.VALUE_STRING)
                throw new MalformedException(field, "is not a JSON string");
            String value = text(parser.getString());
            if (parser.hasNext())
                throw new MalformedException(field, "text follows the JSON string");
            return value;
        });
    }

    private <T> T read(String text, Function<JsonParser, T> work) {
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            return work.apply(parser);
        } catch (JsonParsingException refused) {
            throw new MalformedException(field, "is not JSON (line %d, column %d)".formatted(
                    refused.getLocation().getLineNumber(), refused.getLocation().getColumnNumber()));
        } catch (jakarta.json.JsonException refused) {
            throw new MalformedException(field, "is not JSON");
        }
    }

    private Optional<JsonValue> readValue(String text) {
        checkDepth(text);
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            if (!parser.hasNext())
                return Optional.empty();
            JsonValue value = value(parser, parser.next(), 0);
            return parser.hasNext() ? Optional.empty() : Optional.of(value);
        } catch (jakarta.json.JsonException refused) {
            return Optional.empty();
        }
    }

    /** why: the parser keeps its own stack; depth is bounded before it sees the text. */
    private void checkDepth(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\')
                    i++;
                else if (c == '"')
                    inString = false;
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                if (++depth > deepest)
                    throw new MalformedException(field, "is nested deeper than " + deepest);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }

    private JsonObject object(JsonParser parser, int depth) {
        JsonObjectBuilder object = PROVIDER.createObjectBuilder();
        Set<String> seen = new HashSet<>();
        while (true) {
            Event event = next(parser);
            if (event == Event.END_OBJECT)
                return object.build();
            String name = text(parser.getString());
            String key = foldNames ? name.toLowerCase(Locale.ROOT) : name;
            if (!seen.add(key)) {
                throw new MalformedException(field, "member \"" + shorten(name) + "\" occurs twice");
            }
            object.add(key, value(parser, next(parser), depth));
        }
    }

    private JsonValue value(JsonParser parser, Event event, int depth) {
        count();
        return switch (event) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> array(parser, depth + 1);
            case VALUE_STRING -> PROVIDER.createValue(text(parser.getString()));
            case VALUE_NUMBER -> number(parser);
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            case KEY_NAME, END_ARRAY, END_OBJECT -> throw new MalformedException(field, "is not JSON");
        };
    }

    private JsonValue array(JsonParser parser, int depth) {
        JsonArrayBuilder array = PROVIDER.createArrayBuilder();
        while (true) {
            Event event = next(parser);
            if (event == Event.END_ARRAY)
                return array.build();
            array.add(value(parser, event, depth));
        }
    }

    private JsonValue number(JsonParser parser) {
        String digits = parser.getString();
        // why: BigDecimal of 1e999999999 is cheap to make and ruinous to print (CVE-2023-4043's class).
        if (digits.length() > MAX_DIGITS)
            throw new MalformedException(field, "a number has more than 64 characters");
        BigDecimal value = parser.getBigDecimal();
        if (Math.abs((long) value.scale()) > MAX_SCALE) {
            throw new MalformedException(field, "a number's exponent is beyond 128");
        }
        return PROVIDER.createValue(value);
    }

    private String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c))
                continue;
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair)
                throw new MalformedException(field, "a string holds half a surrogate pair");
            i++;
        }
        return text;
    }

    private Event next(JsonParser parser) {
        if (!parser.hasNext())
            throw new MalformedException(field, "the JSON text ends early");
        return parser.next();
    }

    private void count() {
        if (++members > mostMembers)
            throw new MalformedException(field, "has more than %,d members".formatted(mostMembers).replace(',', ' '));
    }

    private static String shorten(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
