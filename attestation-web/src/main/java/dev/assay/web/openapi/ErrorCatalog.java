package dev.assay.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The error answers, by their codes.
 *
 * @param codes {@code {code: {status, when, title?, reason?}}}
 */
record ErrorCatalog(JsonObject codes) {
    /** The three bodies an error can have, told apart by how their codes are spelled. */
    enum Body {
        ERROR("application/json", "Error"),
        PROBLEM("application/problem+json", "Problem"),
        OAUTH("application/json", "OAuthError");

        private final String mediaType;
        private final String schema;

        Body(String mediaType, String schema) {
            this.mediaType = mediaType;
            this.schema = schema;
        }

        static Body of(String code) {
            if (Character.isUpperCase(code.charAt(0)))
                return ERROR;
            return code.contains("_") ? OAUTH : PROBLEM;
        }
    }

    /** One response for each status, in their order. */
    JsonObject responses(Collection<String> wanted) {
        Map<Integer, List<String>> byStatus = new TreeMap<>();
        wanted.stream().distinct().forEach(code -> statuses(entry(code)).forEach(status -> byStatus
                .computeIfAbsent(status, any -> new ArrayList<>()).add(code)));
        JsonObjectBuilder responses = Json.createObjectBuilder();
        byStatus.forEach((status, list) -> responses.add(Integer.toString(status), response(status, list)));
        return responses.build();
    }

    private JsonObject entry(String code) {
        if (!codes.containsKey(code))
            throw new IllegalStateException("no chapter describes the code " + code);
        return codes.getJsonObject(code);
    }

    private static List<Integer> statuses(JsonObject entry) {
        return entry.get("status") instanceof JsonArray several
                ? several.getValuesAs(JsonNumber.class).stream().map(JsonNumber::intValue).toList()
                : List.of(entry.getInt("status"));
    }

    private JsonObjectBuilder response(int status, List<String> list) {
        String description = list.stream().map(code -> "- `" + code + "`: " + entry(code).getString("when"))
                .collect(Collectors.joining("\n"));
        return Json.createObjectBuilder().add("description", description).add("headers", headers(status, list))
                .add("content", content(status, list));
    }

    private static JsonObjectBuilder headers(int status, List<String> list) {
        JsonObjectBuilder headers = Json.createObjectBuilder();
        if (list.stream().anyMatch(code -> Body.of(code) == Body.ERROR))
            headers.add("x-ms-error-code", Refs.to("headers", "ErrorCode"));
        if (status == 401)
            headers.add("WWW-Authenticate", Refs.to("headers", "Challenge"));
        if (status == 429 || status == 503)
            headers.add("Retry-After", Refs.to("headers", "RetryAfter"));
        return headers;
    }

    /** Bodies of one media type share its entry. */
    private JsonObjectBuilder content(int status, List<String> list) {
        Map<Body, List<String>> byBody = list.stream()
                .collect(Collectors.groupingBy(Body::of, () -> new EnumMap<>(Body.class), Collectors.toList()));
        JsonObjectBuilder content = Json.createObjectBuilder();
        byBody.keySet().stream().map(body -> body.mediaType).distinct().forEach(mediaType -> {
            List<Body> bodies = byBody.keySet().stream().filter(body -> body.mediaType.equals(mediaType)).toList();
            JsonObjectBuilder examples = Json.createObjectBuilder();
            bodies.stream().flatMap(body -> byBody.get(body).stream()).forEach(code -> examples.add(code,
                    Json.createObjectBuilder().add("value", example(status, code))));
            content.add(mediaType, Json.createObjectBuilder().add("schema", schema(bodies)).add("examples", examples));
        });
        return content;
    }

    private static JsonValue schema(List<Body> bodies) {
        if (bodies.size() == 1)
            return Refs.to("schemas", bodies.getFirst().schema);
        var choices = Json.createArrayBuilder();
        bodies.forEach(body -> choices.add(Refs.to("schemas", body.schema)));
        return Json.createObjectBuilder().add("oneOf", choices).build();
    }

    private JsonObjectBuilder example(int status, String code) {
        JsonObject entry = entry(code);
        String message = entry.getString("when");
        return switch (Body.of(code)) {
            case ERROR -> Json.createObjectBuilder().add("error", error(code, entry, message));
            case PROBLEM -> Json.createObjectBuilder().add("type", "urn:assay:problem:" + code)
                    .add("title", entry.getString("title")).add("status", status).add("detail", message)
                    .add("code", code);
            case OAUTH -> Json.createObjectBuilder().add("error", code).add("error_description", message);
        };
    }

    private static JsonObjectBuilder error(String code, JsonObject entry, String message) {
        JsonObjectBuilder error = Json.createObjectBuilder().add("code", code).add("message", message);
        if (entry.containsKey("reason"))
            error.add("innererror", Json.createObjectBuilder().add("code", entry.getString("reason"))
                    .add("message", message));
        return error;
    }
}
