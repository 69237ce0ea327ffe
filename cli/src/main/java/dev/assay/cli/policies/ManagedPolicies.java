package dev.assay.cli.policies;

import dev.assay.bytes.MalformedException;
import dev.assay.cli.relying.Web;
import dev.assay.evidence.AttestationType;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's policies on a service's management plane.
 *
 * @param base the service's URL without a slash at its end. @param token an access token
 */
public record ManagedPolicies(Web web, String base, String tenant, String token) {
    /** A policy of the largest text, as text and as document, escaped. */
    private static final int LARGEST = 8 << 20;
    private static final int TRIES_LATER = 500;

    /**
     * A policy in force.
     *
     * @param source default, stored or configuration. @param version 0: the default
     * @param document the JWS it came in, or would come in. @param tag of the state, for a change made from it
     */
    public record InForce(int version, String source, String text, String document, boolean signed, String tag) {}

    /** What became of a change. */
    public sealed interface Change {
        /** In force. */
        record Made(int version) implements Change {}

        /** A second administrator has to approve it. @param proposal its id */
        record Waits(String proposal) implements Change {}

        /** Nothing was changed. @param overtaken because another change was made meanwhile */
        record Refused(String why, boolean overtaken) implements Change {}
    }

    /** @throws ManagementException where it is not shown */
    public InForce read(AttestationType type) {
        Web.Answer answer = send("GET", uri(type.wireName(), Optional.empty()), Map.of(), "");
        JsonObject body = body(answer);
        if (answer.status() != 200)
            throw failure(answer.status(), body);
        return new InForce(number(body, "version"), text(body, "source"), text(body, "text"), text(body, "document"),
                body.getBoolean("signed", false), answer.tag().orElseThrow(() -> strange("has no ETag")));
    }

    /** Wire names of the types this service has policies for. @throws ManagementException where they are not shown */
    public List<String> types() {
        Web.Answer answer = send("GET", uri("", Optional.empty()), Map.of(), "");
        JsonObject body = body(answer);
        if (answer.status() != 200)
            throw failure(answer.status(), body);
        if (!(body.get("policies") instanceof JsonArray policies))
            throw strange("has no policies");
        return policies.stream().map(policy -> text(policy instanceof JsonObject one ? one : null, "attestationType"))
                .toList();
    }

    /** @param body the text or the JWS. @param from made from that, and from nothing else */
    public Change put(AttestationType type, String body, InForce from, Optional<String> note) {
        return change(send("PUT", uri(type.wireName(), note),
                Map.of("If-Match", from.tag(), "Content-Type", "text/plain; charset=utf-8"), body));
    }

    /** @param version 0: the default. @param from as in {@link #put} */
    public Change activate(AttestationType type, int version, InForce from, Optional<String> note) {
        return change(send("POST", uri(type.wireName() + "/versions/" + version + ":activate", note),
                Map.of("If-Match", from.tag()), ""));
    }

    private Change change(Web.Answer answer) {
        JsonObject body = body(answer);
        return switch (answer.status()) {
            case 200, 201 -> new Change.Made(number(body, "version"));
            case 202 ->
                new Change.Waits(text(body.get("proposal") instanceof JsonObject proposal ? proposal : null, "id"));
            case 409, 412 -> new Change.Refused(text(body, "detail"),
                    answer.status() == 412 || text(body, "code").equals("conflict"));
            case 400, 404, 413 -> new Change.Refused(text(body, "detail"), false);
            default -> throw failure(answer.status(), body);
        };
    }

    private URI uri(String path, Optional<String> note) {
        return URI.create(base + "/management/v1/tenants/" + tenant + "/policies" + (path.isEmpty() ? "" : "/") + path
                + note.map(text -> "?note=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).orElse(""));
    }

    private Web.Answer send(String method, URI uri, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        all.put("Accept", "application/json, application/problem+json");
        return web.send(new Web.Call(method, uri, all, body, LARGEST));
    }

    private JsonObject body(Web.Answer answer) {
        try {
            return StrictJson.object("the answer", answer.body());
        } catch (MalformedException refused) {
            throw strange("with status " + answer.status() + " is no JSON object");
        }
    }

    private ManagementException failure(int status, JsonObject body) {
        String detail = body.get("detail") instanceof JsonString text
                ? text.getString()
                : "It answered " + status + ".";
        return new ManagementException(detail, status == 429 || status >= TRIES_LATER);
    }

    private ManagementException strange(String what) {
        return new ManagementException("The answer of " + base + " " + what
                + "; is it an Assay of this release or later?", false);
    }

    private String text(JsonObject body, String name) {
        if (body != null && body.get(name) instanceof JsonString text)
            return text.getString();
        throw strange("has no " + name);
    }

    private int number(JsonObject body, String name) {
        if (body.get(name) instanceof JsonNumber number)
            return number.intValue();
        throw strange("has no " + name);
    }
}
