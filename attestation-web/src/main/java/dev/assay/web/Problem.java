package dev.assay.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An error of the management plane (RFC 9457): {@code type} and {@code code} are stable, {@code detail} is for people.
 *
 * @param code lower case with hyphens
 */
record Problem(int status, String code, String title, String detail, Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem(int status, String code, String title, String detail) {
        this(status, code, title, detail, Map.of());
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, title, detail, Map.copyOf(more));
    }

    JsonObject body() {
        return Json.createObjectBuilder().add("type", "urn:assay:problem:" + code).add("title", title)
                .add("status", status).add("detail", detail).add("code", code).build();
    }

    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status).entity(body().toString())
                .header("Content-Type", MEDIA_TYPE).header("Cache-Control", "no-store");
        headers.forEach(response::header);
        return response.build();
    }

    /** Of a request that did not get as far as a service. */
    static Problem of(RequestRefused refused) {
        return new Problem(refused.code().status(), code(refused.code()), "The request cannot be taken.",
                refused.getMessage()).closing(refused.code() == ErrorCode.BODY_TOO_LARGE);
    }

    /** DO-01: the rest of the body is never read, so the connection cannot be used again. */
    private Problem closing(boolean close) {
        return close ? with("Connection", "close") : this;
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        headers.forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(body().toString().getBytes(StandardCharsets.UTF_8));
    }

    static String code(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
