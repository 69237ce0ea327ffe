package dev.assay.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files the description is put together from. */
record Chapters(List<JsonObject> all) {
    Chapters {
        all = List.copyOf(all);
    }

    /** @param texts JSON objects, in the order they are shown */
    static Chapters of(Collection<String> texts) {
        return new Chapters(texts.stream().map(Chapters::parse).map(Prose::joined).toList());
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** What the chapters have under a name, together; IllegalStateException where two define one thing. */
    JsonObject section(String name) {
        JsonObjectBuilder whole = Json.createObjectBuilder();
        Set<String> seen = new HashSet<>();
        all.stream().flatMap(chapter -> in(chapter, name).entrySet().stream()).forEach(entry -> {
            if (!seen.add(entry.getKey()))
                throw new IllegalStateException("two chapters define " + name + "/" + entry.getKey());
            whole.add(entry.getKey(), entry.getValue());
        });
        return whole.build();
    }

    /** A chapter's own members of a section. */
    static JsonObject in(JsonObject chapter, String section) {
        return chapter.getOrDefault(section, JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    }

    JsonArray tags() {
        JsonArrayBuilder tags = Json.createArrayBuilder();
        all.stream().filter(chapter -> chapter.containsKey("tag")).forEach(chapter -> tags.add(chapter.get("tag")));
        return tags.build();
    }
}
