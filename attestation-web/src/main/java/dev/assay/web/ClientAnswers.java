package dev.assay.web;

import dev.assay.service.ClientAnswer;
import dev.assay.service.ClientView;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * The one table from what became of a call about clients to HTTP.
 *
 * @param path of the collection. @param size of the page asked for, to go on with
 */
record ClientAnswers(String path, int size) {
    Response of(ClientAnswer answer) {
        return switch (answer) {
            case ClientAnswer.Made(ClientView client, String secret) -> with(client, secret).withStatus(201)
                    .with("Location", path + "/" + client.name()).toResponse();
            case ClientAnswer.Rotated(ClientView client, String secret) -> with(client, secret).toResponse();
            case ClientAnswer.Shown(ClientView client) -> tagged(client, json(client).build()).toResponse();
            case ClientAnswer.Listed listed -> Answer.ok(json(listed)).toResponse();
            case ClientAnswer.Gone() -> Response.noContent().build();
            case ClientAnswer.Refused refused -> problem(refused).toResponse();
            case ClientAnswer.Unavailable() -> new Problem(503, "store-unavailable", "The service cannot answer now.",
                    "The service cannot read its database now.").with("Retry-After", "5").toResponse();
        };
    }

    static Problem problem(ClientAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> new Problem(400, refused.code(), "A value is not possible.", refused.detail());
            case FORBIDDEN -> new Problem(403, refused.code(), "The caller may not do this.", refused.detail());
            case NOT_FOUND -> new Problem(404, refused.code(), "There is no such thing.", refused.detail());
            case CONFLICT -> new Problem(409, refused.code(), "The clients there are do not allow it.",
                    refused.detail());
            case STALE -> new Problem(412, refused.code(), "The client was changed meanwhile.", refused.detail());
        };
    }

    /** The one answer that holds a secret; no cache keeps it. */
    private static Answer with(ClientView client, String secret) {
        return tagged(client, json(client).add("secret", secret).build());
    }

    private static Answer tagged(ClientView client, JsonObject body) {
        return Answer.ok(body).with("ETag", "\"" + client.version() + "\"");
    }

    private static JsonObjectBuilder json(ClientView client) {
        JsonArrayBuilder roles = Json.createArrayBuilder();
        client.roles().forEach(roles::add);
        ClientView.Dates dates = client.dates();
        return Json.createObjectBuilder().add("name", client.name()).add("clientId", client.clientId())
                .add("roles", roles).add("state", client.state()).add("createdAt", dates.created().toString())
                .add("changedAt", dates.changed().toString()).add("expiresAt", instant(dates.expires()))
                .add("lastUsedAt", instant(dates.lastUsed()))
                .add("previousSecretUntil", instant(dates.previousSecret())).add("version", client.version());
    }

    private static JsonValue instant(Optional<Instant> at) {
        return at.<JsonValue>map(instant -> Json.createValue(instant.toString())).orElse(JsonValue.NULL);
    }

    private JsonObject json(ClientAnswer.Listed listed) {
        JsonArrayBuilder clients = Json.createArrayBuilder();
        listed.clients().forEach(client -> clients.add(json(client)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("clients", clients);
        listed.next().ifPresent(name -> json.add("next", path + "?after=" + name + "&limit=" + size));
        return json.build();
    }
}
