package dev.assay.web.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriterFactory;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operation as HTML.
 *
 * @param components of the document. @param path with its item
 */
record OperationText(JsonObject components, String path, JsonObject item) {
    private static final String[] PARAMETERS = {"Parameter", "Type", "Meaning"};
    private static final String[] ANSWERS = {"Status", "Meaning", "Body", "Headers"};
    private static final JsonWriterFactory PRETTY = Json
            .createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

    String html(String method) {
        JsonObject operation = item.getJsonObject(method);
        String id = Html.text(operation.getString("operationId"));
        return "<article class=\"card\" id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"><h3 id=\"" + id
                + "-title\">" + Html.text(operation.getString("summary")) + "</h3><p class=\"route\">" + verb(method)
                + " " + Html.code(path) + "</p>" + roles(operation)
                + Html.prose(operation.getString("description", "")) + sample(operation) + parameters(operation)
                + body(operation) + answers(operation) + example(operation) + "</article>";
    }

    static String verb(String method) {
        return "<span class=\"verb\">" + method.toUpperCase(Locale.ROOT) + "</span>";
    }

    private static String roles(JsonObject operation) {
        List<String> roles = strings(operation.getJsonArray("x-roles"));
        if (roles.equals(List.of("anonymous")))
            return "<p class=\"roles\"><span class=\"meta\">Who</span> <span class=\"chip ok\">anybody</span></p>";
        return roles.stream().map(role -> "<span class=\"chip role\">" + Html.text(role) + "</span>")
                .collect(Collectors.joining(" ", "<p class=\"roles\"><span class=\"meta\">"
                        + (roles.size() > 1 ? "One of" : "Who") + "</span> ", "</p>"));
    }

    private static List<String> strings(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    private static String sample(JsonObject operation) {
        return Html.pre("Example call", operation.getJsonArray("x-codeSamples").getJsonObject(0).getString("source"));
    }

    private String parameters(JsonObject operation) {
        String rows = Stream.of(item, operation).filter(holder -> holder.containsKey("parameters"))
                .flatMap(holder -> holder.getJsonArray("parameters").getValuesAs(JsonObject.class).stream())
                .map(reference -> Refs.resolve(components, reference)).map(OperationText::parameter)
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : Html.table("Parameters", PARAMETERS, rows);
    }

    private static String parameter(JsonObject parameter) {
        String need = parameter.getBoolean("required", false) ? "" : ", optional";
        return Html.row(PARAMETERS, Html.code(parameter.getString("name")) + " <span class=\"meta\">"
                + Html.text(parameter.getString("in") + need) + "</span>",
                SchemaText.type(parameter.getJsonObject("schema")), Html.line(parameter.getString("description", "")));
    }

    private static String body(JsonObject operation) {
        if (!operation.containsKey("requestBody"))
            return "";
        JsonObject body = operation.getJsonObject("requestBody");
        return "<h4>Body</h4><p>" + bodies(body) + ". " + Html.line(body.getString("description", "")) + "</p>";
    }

    private static String bodies(JsonObject holder) {
        return holder.getJsonObject("content").entrySet().stream().map(media -> SchemaText
                .type(media.getValue().asJsonObject().getJsonObject("schema")) + " as " + Html.code(media.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String answers(JsonObject operation) {
        String rows = operation.getJsonObject("responses").entrySet().stream()
                .map(entry -> answer(entry.getKey(), Refs.resolve(components, entry.getValue().asJsonObject())))
                .collect(Collectors.joining());
        return Html.table("Answers", ANSWERS, rows);
    }

    private static String answer(String status, JsonObject response) {
        String headers = response.getJsonObject("headers").keySet().stream()
                .filter(name -> !name.equals("x-ms-request-id")).map(Html::code).collect(Collectors.joining(" "));
        return Html.row(ANSWERS, Html.code(status), Html.prose(response.getString("description")),
                response.containsKey("content") ? bodies(response) : "none", headers.isEmpty() ? "–" : headers);
    }

    /** The body of the answer that is hoped for. */
    private String example(JsonObject operation) {
        var first = operation.getJsonObject("responses").entrySet().iterator().next();
        JsonObject response = Refs.resolve(components, first.getValue().asJsonObject());
        if (!response.containsKey("content"))
            return "";
        JsonObject media = response.getJsonObject("content").values().iterator().next().asJsonObject();
        return "<details><summary>Example of a " + Html.text(first.getKey()) + "</summary>"
                + Html.pre("Example of an answer", pretty(value(media))) + "</details>";
    }

    private JsonValue value(JsonObject media) {
        if (media.containsKey("example"))
            return media.get("example");
        JsonObject any = media.getJsonObject("examples").values().iterator().next().asJsonObject();
        return Refs.resolve(components, any).get("value");
    }

    private static String pretty(JsonValue value) {
        if (value instanceof JsonString text)
            return text.getString();
        StringWriter text = new StringWriter();
        try (var writer = PRETTY.createWriter(text)) {
            writer.write(value);
        }
        return text.toString().strip();
    }
}
