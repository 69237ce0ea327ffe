package dev.assay.cli;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;

/** JSON as answers are built and printed. */
public final class Json {
    // why: jakarta.json.Json looks the provider up anew at every call.
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    public static JsonString value(String text) {
        return PROVIDER.createValue(text);
    }

    static JsonNumber value(long number) {
        return PROVIDER.createValue(number);
    }

    /** Indented, for people; one value all the same. */
    public static String pretty(JsonObject object) {
        return write(object, Map.of(JsonGenerator.PRETTY_PRINTING, true)).strip();
    }

    /** On one line. */
    public static String line(JsonObject object) {
        return write(object, Map.of());
    }

    private static String write(JsonStructure json, Map<String, ?> settings) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = PROVIDER.createWriterFactory(settings).createWriter(text)) {
            writer.write(json);
        }
        return text.toString();
    }
}
