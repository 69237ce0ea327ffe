package dev.assay.web;

import dev.assay.web.DescribedRoutes.Described;
import dev.assay.web.openapi.Documents;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Holds real answers against what the description says of them. */
final class DescribedAnswers {
    private final Documents documents;
    private final List<Described> routes;

    /** @param document as served */
    DescribedAnswers(JsonObject document) {
        documents = Documents.of(document);
        routes = DescribedRoutes.in(document);
    }

    Documents documents() {
        return documents;
    }

    List<Described> routes() {
        return routes;
    }

    /** Where an answer differs from the description. @param path as in docs/routes.md */
    List<String> differences(String method, String path, HttpResponse<String> answer) {
        Described described = routes.stream().filter(it -> it.route().method().equals(method)
                && it.route().path().equals(path)).findFirst().orElseThrow();
        String status = Integer.toString(answer.statusCode());
        JsonObject response = described.operation().getJsonObject("responses").getJsonObject(status);
        if (response == null)
            return List.of("status " + status + " is not described");
        String pointer = described.pointer() + "/responses/" + status;
        if (response.containsKey("$ref")) {
            pointer = response.getString("$ref").substring(1);
            response = documents.document().getValue(pointer).asJsonObject();
        }
        if (!response.containsKey("content"))
            return answer.body().isEmpty() ? List.of() : List.of("no body is described");
        List<String> differences = new ArrayList<>(absent(response, answer));
        differences.addAll(misfits(pointer, response, answer));
        return differences;
    }

    private static List<String> absent(JsonObject response, HttpResponse<String> answer) {
        // Of two kinds of error at one status, one has no x-ms-error-code.
        boolean several = response.getJsonObject("content").toString().contains("oneOf")
                || response.getJsonObject("content").size() > 1;
        return response.getJsonObject("headers").keySet().stream()
                .filter(name -> !several || !name.equals("x-ms-error-code"))
                .filter(name -> answer.headers().firstValue(name).isEmpty()).map(name -> "no header " + name).toList();
    }

    private List<String> misfits(String pointer, JsonObject response, HttpResponse<String> answer) {
        String mediaType = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        if (!response.getJsonObject("content").containsKey(mediaType))
            return List.of("media type " + mediaType + " is not described");
        return documents.misfits(pointer + "/content/" + mediaType.replace("/", "~1") + "/schema",
                mediaType.endsWith("json") ? value(answer.body()) : Json.createValue(answer.body()));
    }

    private static JsonValue value(String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readValue();
        }
    }
}
