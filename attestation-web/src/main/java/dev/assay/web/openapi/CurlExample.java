package dev.assay.web.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call that can be pasted, made from the examples of its parameters and body.
 *
 * @param url of the server, without trailing slash. @param path below it
 * @param parameters resolved. @param operation as in its chapter
 */
record CurlExample(String url, String path, List<JsonObject> parameters, JsonObject operation) {
    String text(String method) {
        List<String> lines = new ArrayList<>(List.of("curl -s" + verb(method) + " '" + url + filled() + query() + "'"));
        credential().ifPresent(lines::add);
        of("header").forEach(header -> lines.add("-H '" + header.getString("name") + ": " + example(header) + "'"));
        body().ifPresent(lines::add);
        return String.join(" \\\n  ", lines);
    }

    private String verb(String method) {
        String usual = operation.containsKey("requestBody") ? "POST" : "GET";
        return method.equals(usual) ? "" : " -X " + method;
    }

    private String filled() {
        String filled = path;
        for (JsonObject parameter : of("path"))
            filled = filled.replace("{" + parameter.getString("name") + "}", example(parameter));
        return filled;
    }

    private String query() {
        List<JsonObject> needed = of("query").stream().filter(it -> it.getBoolean("required", false)).toList();
        return needed.isEmpty()
                ? ""
                : needed.stream().map(it -> it.getString("name") + "=" + example(it))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private List<JsonObject> of(String in) {
        return parameters.stream().filter(parameter -> parameter.getString("in").equals(in)).toList();
    }

    private static String example(JsonObject parameter) {
        JsonValue value = parameter.get("example");
        return value instanceof JsonString text ? text.getString() : String.valueOf(value);
    }

    private Optional<String> credential() {
        if (!StandardErrors.roles(operation).contains("anonymous"))
            return Optional.of("-H \"Authorization: Bearer $token\"");
        return operation.containsKey("security")
                ? Optional.of("-u \"platform-admin:$secret\"")
                : Optional.empty();
    }

    private Optional<String> body() {
        if (!operation.containsKey("requestBody"))
            return Optional.empty();
        var content = operation.getJsonObject("requestBody").getJsonObject("content").entrySet().iterator().next();
        String type = content.getKey();
        if (type.equals("application/x-www-form-urlencoded"))
            return Optional.of("-d " + form(content.getValue().asJsonObject().getJsonObject("example")));
        String sent = sent(content.getValue().asJsonObject());
        // why: -d takes the line breaks out of a file.
        return Optional.of("-H 'Content-Type: " + type + "' \\\n  " + (sent.startsWith("@") ? "--data-binary " : "-d ")
                + sent);
    }

    private String sent(JsonObject media) {
        if (operation.containsKey("curlBody"))
            return operation.getString("curlBody");
        JsonValue value = media.containsKey("example")
                ? media.get("example")
                : media.getJsonObject("examples").values().iterator().next().asJsonObject().get("value");
        String text = value instanceof JsonString plain ? plain.getString() : value.toString();
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String form(JsonObject fields) {
        return fields.keySet().stream().map(name -> name + "=" + fields.getString(name))
                .collect(Collectors.joining("&"));
    }
}
