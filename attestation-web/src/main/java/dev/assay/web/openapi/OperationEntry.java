package dev.assay.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One operation, from how its chapter has it to how OpenAPI does.
 *
 * @param components of all chapters, by section and name. @param baseUrl of the installation
 */
record OperationEntry(JsonObject components, ErrorCatalog errors, String baseUrl) {
    private static final Set<String> OURS = Set.of("roles", "errors", "curlBody", "responses", "security");

    /** @param path as in docs/routes.md. @param tag the chapter's */
    JsonObject of(String path, String method, JsonObject chapters, String tag) {
        JsonObjectBuilder operation = Json.createObjectBuilder().add("tags", Json.createArrayBuilder().add(tag));
        chapters.forEach((name, value) -> {
            if (!OURS.contains(name))
                operation.add(name, value);
        });
        return operation.add("security", security(chapters))
                .add("x-roles", chapters.getJsonArray("roles"))
                .add("responses", responses(path, chapters))
                .add("x-codeSamples", samples(path, method, chapters)).build();
    }

    /** Roles are alternatives, so each is a requirement of its own (OpenAPI 3.1, Security Requirement Object). */
    private static JsonArray security(JsonObject chapters) {
        if (chapters.containsKey("security"))
            return chapters.getJsonArray("security");
        JsonArrayBuilder security = Json.createArrayBuilder();
        StandardErrors.roles(chapters).stream().filter(role -> !role.equals("anonymous"))
                .forEach(role -> security.add(Json.createObjectBuilder().add("accessToken",
                        Json.createArrayBuilder().add(role))));
        return security.build();
    }

    private JsonObject responses(String path, JsonObject chapters) {
        boolean versioned = parameters(path, chapters).stream()
                .anyMatch(parameter -> parameter.getString("name").equals("api-version"));
        Map<String, JsonValue> byStatus = new TreeMap<>(
                errors.responses(StandardErrors.of(path, chapters, versioned)));
        if (Place.of(path) == Place.PREVIEW)
            byStatus.put("401", Refs.to("responses", "PreviewUnauthorized"));
        byStatus.putAll(chapters.getJsonObject("responses"));
        JsonObjectBuilder responses = Json.createObjectBuilder();
        byStatus.forEach((status, response) -> responses.add(status, withRequestId(response.asJsonObject())));
        return responses.build();
    }

    /** Every answer has it; one that is a reference gets it where it is defined. */
    static JsonObject withRequestId(JsonObject response) {
        if (response.containsKey(Refs.REF))
            return response;
        JsonObjectBuilder headers = Json.createObjectBuilder().add("x-ms-request-id", Refs.to("headers", "RequestId"));
        if (response.containsKey("headers"))
            headers.addAll(Json.createObjectBuilder(response.getJsonObject("headers")));
        return Json.createObjectBuilder(response).add("headers", headers).build();
    }

    private List<JsonObject> parameters(String path, JsonObject chapters) {
        Stream<JsonObject> own = chapters.getJsonArray("parameters").getValuesAs(JsonObject.class).stream();
        Stream<JsonObject> tenant = !Place.of(path).ofTenant() && path.contains("{tenant}")
                ? Stream.of(Refs.to("parameters", "Tenant"))
                : Stream.empty();
        return Stream.concat(tenant, own).map(it -> Refs.resolve(components, it)).toList();
    }

    private JsonArrayBuilder samples(String path, String method, JsonObject chapters) {
        String text = new CurlExample(baseUrl, Place.of(path).relative(path), parameters(path, chapters), chapters)
                .text(method);
        return Json.createArrayBuilder().add(Json.createObjectBuilder().add("lang", "Shell").add("label", "curl")
                .add("source", text));
    }
}
