package dev.assay.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** References within the document. */
final class Refs {
    static final String REF = "$ref";
    private static final String COMPONENTS = "#/components/";

    private Refs() {}

    static JsonObject to(String section, String name) {
        return Json.createObjectBuilder().add(REF, COMPONENTS + section + "/" + name).build();
    }

    /** The object itself, or what it refers to. @param components by section and name */
    static JsonObject resolve(JsonObject components, JsonObject object) {
        if (!object.containsKey(REF))
            return object;
        String[] parts = object.getString(REF).substring(COMPONENTS.length()).split("/");
        return components.getJsonObject(parts[0]).getJsonObject(parts[1]);
    }

    /** The last part of a reference; empty where there is none. */
    static String name(JsonValue value) {
        if (!(value instanceof JsonObject object) || !object.containsKey(REF))
            return "";
        String target = object.getString(REF);
        return target.substring(target.lastIndexOf('/') + 1);
    }
}
