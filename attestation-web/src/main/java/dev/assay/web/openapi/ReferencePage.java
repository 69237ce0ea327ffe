package dev.assay.web.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document as one page: no script, nothing from elsewhere. @param template with the frame around it */
record ReferencePage(JsonObject document, String template) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    String html() {
        JsonObject info = document.getJsonObject("info");
        return template.replace("{{version}}", Html.text(info.getString("version")))
                .replace("{{base}}", Html.text(base()))
                .replace("{{summary}}", Html.text(info.getString("summary")))
                .replace("{{description}}", Html.prose(info.getString("description")))
                .replace("{{nav}}", tags().map(this::navigation).collect(Collectors.joining()))
                .replace("{{schema-nav}}",
                        schemas((name, schema) -> "<li>" + Html.link("schema-" + name, name) + "</li>"))
                .replace("{{operations}}", tags().map(this::chapter).collect(Collectors.joining()))
                .replace("{{schemas}}", schemas(new SchemaText(named())::whole));
    }

    private String base() {
        return document.getJsonArray("servers").getJsonObject(0).getString("url");
    }

    private Stream<JsonObject> tags() {
        return document.getJsonArray("tags").getValuesAs(JsonObject.class).stream();
    }

    private String schemas(BiFunction<String, JsonObject, String> each) {
        return named().entrySet().stream()
                .map(entry -> each.apply(entry.getKey(), entry.getValue().asJsonObject()))
                .collect(Collectors.joining());
    }

    private JsonObject named() {
        return document.getJsonObject("components").getJsonObject("schemas");
    }

    private String navigation(JsonObject tag) {
        String name = tag.getString("name");
        return operations(name).stream().map(operation -> "<li>" + Html.link(operation.operation().getString(
                "operationId"), operation.operation().getString("summary")) + "</li>")
                .collect(Collectors.joining("", "<details><summary>" + Html.text(name) + "</summary><ul><li>"
                        + Html.link(anchor(name), "About") + "</li>", "</ul></details>"));
    }

    private String chapter(JsonObject tag) {
        String name = tag.getString("name");
        List<Found> found = operations(name);
        String text = found.stream().map(operation -> new OperationText(document.getJsonObject("components"),
                operation.path(), operation.item()).html(operation.method())).collect(Collectors.joining());
        return "<section class=\"chapter\" aria-labelledby=\"" + anchor(name) + "\"><h2 id=\"" + anchor(name) + "\">"
                + Html.text(name) + "</h2>" + Html.prose(tag.getString("description")) + servers(found) + text
                + "</section>";
    }

    /** Where the paths of a chapter are, if not at the installation's own URL. */
    private static String servers(List<Found> found) {
        return found.stream().map(Found::item).filter(item -> item.containsKey("servers")).findFirst()
                .map(item -> item.getJsonArray("servers").getValuesAs(JsonObject.class).stream()
                        .map(server -> "<dt>" + Html.text(server.getString("description")) + "</dt><dd>"
                                + Html.code(server.getString("url")) + "</dd>")
                        .collect(Collectors.joining("", "<p>The paths are under the tenant's attestation URI:</p>"
                                + "<dl class=\"facts\">", "</dl>")))
                .orElse("");
    }

    private static String anchor(String tag) {
        return "tag-" + tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** @param item the path's */
    private record Found(String path, String method, JsonObject item) {
        JsonObject operation() {
            return item.getJsonObject(method);
        }
    }

    private List<Found> operations(String tag) {
        return document.getJsonObject("paths").entrySet().stream().flatMap(path -> path.getValue().asJsonObject()
                .keySet().stream().filter(METHODS::contains)
                .map(method -> new Found(path.getKey(), method, path.getValue().asJsonObject())))
                .filter(found -> found.operation().getJsonArray("tags").getValuesAs(JsonString.class).stream()
                        .anyMatch(name -> name.getString().equals(tag)))
                .toList();
    }
}
