package dev.assay.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** Descriptions as the chapters have them: long ones are arrays of lines, as JSON has no line breaks in strings. */
final class Prose {
    private static final String DESCRIPTION = "description";

    private Prose() {}

    /** With every description in one string. */
    static JsonObject joined(JsonObject object) {
        JsonObjectBuilder joined = Json.createObjectBuilder();
        object.forEach((name, value) -> joined.add(name,
                name.equals(DESCRIPTION) && value instanceof JsonArray lines ? text(lines) : of(value)));
        return joined.build();
    }

    private static JsonValue of(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> joined(value.asJsonObject());
            case ARRAY -> array(value.asJsonArray());
            case STRING, NUMBER, TRUE, FALSE, NULL -> value;
        };
    }

    private static JsonArray array(List<JsonValue> values) {
        JsonArrayBuilder joined = Json.createArrayBuilder();
        values.forEach(value -> joined.add(of(value)));
        return joined.build();
    }

    private static JsonString text(JsonArray lines) {
        return Json.createValue(lines.getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .map(line -> line.isEmpty() ? "\n\n" : line).collect(Collectors.joining(" "))
                .replace(" \n\n ", "\n\n"));
    }
}
