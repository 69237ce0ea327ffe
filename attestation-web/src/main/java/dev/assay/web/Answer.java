package dev.assay.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back: status, headers and one JSON object. Errors have the protocol's body (maa-api §8),
 * {@code {"error":{"code","message","innererror"?}}}, and repeat their code in {@code x-ms-error-code}.
 */
record Answer(int status, Map<String, String> headers, JsonObject body) {
    private static final String MEDIA_TYPE = "application/json; charset=utf-8";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok(JsonObject body) {
        return new Answer(200, Map.of("Cache-Control", "no-store"), body);
    }

    static Answer error(ErrorCode code, String message) {
        return error(code, Json.createObjectBuilder().add("message", message));
    }

    /** @param reason the stable reason code, in {@code innererror} */
    static Answer error(ErrorCode code, String reason, String message) {
        return error(code, reason, message, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** @param more members of {@code innererror} */
    static Answer error(ErrorCode code, String reason, String message, JsonObject more) {
        return error(code, Json.createObjectBuilder().add("message", message).add("innererror",
                Json.createObjectBuilder().add("code", reason).add("message", message)
                        .addAll(Json.createObjectBuilder(more))));
    }

    private static Answer error(ErrorCode code, JsonObjectBuilder rest) {
        JsonObject error = Json.createObjectBuilder().add("code", code.wireName()).addAll(rest).build();
        return new Answer(code.status(), Map.of("Cache-Control", "no-store", "x-ms-error-code", code.wireName()),
                Json.createObjectBuilder().add("error", error).build());
    }

    /** Keeps the container's own status where it is finer than the code's. */
    Answer withStatus(int exact) {
        return new Answer(exact, headers, body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    Response toResponse() {
        return toResponse(MEDIA_TYPE);
    }

    Response toResponse(String mediaType) {
        Response.ResponseBuilder response = Response.status(status).entity(text()).header("Content-Type", mediaType);
        headers.forEach(response::header);
        return response.build();
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return body.toString();
    }
}
