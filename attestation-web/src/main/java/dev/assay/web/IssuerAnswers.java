package dev.assay.web;

import dev.assay.identity.IssuerKey;
import dev.assay.identity.IssuerKeys;
import dev.assay.identity.TrustedIssuer;
import dev.assay.service.IssuerAnswer;
import dev.assay.service.IssuerProbe;
import dev.assay.service.IssuerView;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;

/** The one table from what became of a call about issuers to HTTP. */
final class IssuerAnswers {
    private IssuerAnswers() {}

    static Response of(String tenant, IssuerAnswer answer) {
        return switch (answer) {
            case IssuerAnswer.Made(IssuerView made) -> shown(made).withStatus(201)
                    .with("Location", TenantAnswers.PATH + "/" + tenant + "/issuers/" + made.issuer().id())
                    .toResponse();
            case IssuerAnswer.Shown(IssuerView issuer) -> shown(issuer).toResponse();
            case IssuerAnswer.Listed(var issuers) -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                issuers.forEach(issuer -> array.add(json(issuer)));
                yield Answer.ok(Json.createObjectBuilder().add("issuers", array).build()).toResponse();
            }
            case IssuerAnswer.Gone() -> Response.noContent().build();
            case IssuerAnswer.Probed(IssuerProbe probe) -> probed(probe);
            case IssuerAnswer.Refused refused -> problem(refused).toResponse();
            case IssuerAnswer.Unavailable() -> new Problem(503, "store-unavailable", "The service cannot answer now.",
                    "The service cannot read its database now.").with("Retry-After", "5").toResponse();
        };
    }

    static Problem problem(IssuerAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> new Problem(400, refused.code(), "A value is not possible.", refused.detail());
            case FORBIDDEN -> new Problem(403, refused.code(), "The caller may not do this.", refused.detail());
            case NOT_FOUND -> new Problem(404, refused.code(), "There is no such thing.", refused.detail());
            case CONFLICT -> new Problem(409, refused.code(), "The tenant's issuers do not allow it.",
                    refused.detail());
            case STALE -> new Problem(412, refused.code(), "The issuer was changed meanwhile.", refused.detail());
            case UNCONDITIONAL -> new Problem(428, refused.code(), "The change names no version.", refused.detail());
        };
    }

    /** 200 whatever came of it: the question was answered. */
    private static Response probed(IssuerProbe probe) {
        return switch (probe) {
            case IssuerProbe.Found(String keySet, IssuerKeys keys) -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                keys.keys().forEach(key -> array.add(json(key)));
                yield Answer.ok(Json.createObjectBuilder().add("reached", true).add("jwksUri", keySet)
                        .add("keys", array).build()).toResponse();
            }
            case IssuerProbe.Not not -> Answer.ok(json(not)).toResponse();
            case IssuerProbe.TooOften(Duration pause) -> new Problem(429, "too-many-fetches",
                    "Issuers are asked too often.",
                    "The tenant's issuers were asked often enough for now. Repeat after "
                            + "the seconds in Retry-After.")
                    .with("Retry-After", Long.toString(Math.max(1, pause.toSeconds()))).toResponse();
        };
    }

    static JsonObject json(IssuerProbe.Not not) {
        return Json.createObjectBuilder().add("reached", false).add("problem", "The issuer " + not.why() + ".").build();
    }

    static JsonObject json(IssuerKey key) {
        return Json.createObjectBuilder().add("kid", key.kid()).add("kty", key.key().getAlgorithm())
                .add("alg", key.algorithm().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL)).build();
    }

    private static Answer shown(IssuerView view) {
        return Answer.ok(json(view)).with("ETag", "\"" + view.version() + "\"");
    }

    static JsonObject json(IssuerView view) {
        TrustedIssuer issuer = view.issuer();
        JsonArrayBuilder roles = Json.createArrayBuilder();
        issuer.acceptance().roles().forEach(rule -> roles.add(Json.createObjectBuilder().add("claim", rule.claim())
                .add("value", rule.value()).add("role", rule.role().word())));
        return Json.createObjectBuilder().add("id", issuer.id()).add("issuer", issuer.url())
                .add("jwksUri", issuer.keySet().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("audiences", array(issuer.acceptance().audiences()))
                .add("clients", array(issuer.acceptance().clients())).add("roles", roles)
                .add("version", view.version()).add("createdAt", view.created().toString())
                .add("changedAt", view.changed().toString()).build();
    }

    private static JsonArrayBuilder array(Set<String> words) {
        return Json.createArrayBuilder(words.stream().sorted().toList());
    }
}
