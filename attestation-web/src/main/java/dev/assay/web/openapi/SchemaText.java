package dev.assay.web.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Schemas in words and tables. @param named the document's, by name */
record SchemaText(JsonObject named) {
    private static final String[] COLUMNS = {"Member", "Type", "Meaning"};
    private static final String PROPERTIES = "properties";

    /** HTML: what a value may be, in a few words; named schemas are links. */
    static String type(JsonObject schema) {
        String name = Refs.name(schema);
        if (!name.isEmpty())
            return Html.link("schema-" + name, name);
        if (schema.containsKey("const"))
            return Html.code(plain(schema.get("const")));
        if (schema.containsKey("oneOf"))
            return schema.getJsonArray("oneOf").getValuesAs(JsonObject.class).stream().map(SchemaText::type)
                    .collect(Collectors.joining(" or "));
        if (schema.containsKey("enum"))
            return list(schema.getJsonArray("enum"), " ");
        if (schema.containsKey("items"))
            return "array of " + type(schema.getJsonObject("items"));
        return Html.text(words(schema.get("type"))) + bounds(schema);
    }

    private static String words(JsonValue type) {
        return type instanceof JsonArray several
                ? several.getValuesAs(JsonString.class).stream().map(JsonString::getString)
                        .collect(Collectors.joining(" or "))
                : plain(type);
    }

    private static String bounds(JsonObject schema) {
        List<String> bounds = new ArrayList<>();
        if (schema.containsKey("minimum") && schema.containsKey("maximum"))
            bounds.add(schema.get("minimum") + " to " + schema.get("maximum"));
        else if (schema.containsKey("minimum"))
            bounds.add("at least " + schema.get("minimum"));
        if (schema.containsKey("format"))
            bounds.add(Html.text(schema.getString("format")));
        if (schema.containsKey("pattern"))
            bounds.add(Html.code(schema.getString("pattern")));
        if (schema.containsKey("default"))
            bounds.add("usually " + Html.code(plain(schema.get("default"))));
        return bounds.isEmpty() ? "" : ", " + String.join(", ", bounds);
    }

    private static String list(JsonArray values, String between) {
        return values.stream().map(value -> Html.code(plain(value))).collect(Collectors.joining(between));
    }

    static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : String.valueOf(value);
    }

    /** HTML: a named schema whole. */
    String whole(String name, JsonObject schema) {
        return "<section class=\"card\" id=\"schema-" + Html.text(name) + "\"><h3>" + Html.text(name) + "</h3>"
                + Html.prose(schema.getString("description", ""))
                + (schema.containsKey(PROPERTIES) ? members(schema) : "<p>" + type(schema) + "</p>")
                + "</section>";
    }

    private String members(JsonObject schema) {
        StringBuilder rows = new StringBuilder();
        rows(rows, "", schema);
        return Html.table("Members", COLUMNS, rows.toString());
    }

    /** What a member says of itself, else what is said of all of its kind. */
    private String meaning(JsonObject member) {
        JsonObject kind = named.getOrDefault(Refs.name(member), JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        return member.getString("description", kind.getString("description", ""));
    }

    /** Inner objects without a name of their own are told as dotted members. */
    private void rows(StringBuilder rows, String prefix, JsonObject schema) {
        Set<String> required = schema.containsKey("required")
                ? schema.getJsonArray("required").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                        .collect(Collectors.toSet())
                : Set.of();
        schema.getJsonObject(PROPERTIES).forEach((name, value) -> {
            JsonObject member = value.asJsonObject();
            String note = required.contains(name) ? "" : " <span class=\"meta\">optional</span>";
            rows.append(Html.row(COLUMNS, Html.code(prefix + name) + note, type(member),
                    Html.line(meaning(member))));
            inner(rows, prefix + name, member);
        });
    }

    private void inner(StringBuilder rows, String name, JsonObject member) {
        if (member.containsKey(PROPERTIES))
            rows(rows, name + ".", member);
        else if (member.containsKey("items") && member.getJsonObject("items").containsKey(PROPERTIES))
            rows(rows, name + "[].", member.getJsonObject("items"));
    }
}
