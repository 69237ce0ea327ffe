package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.service.TpmAuthorityAnswer;
import dev.assay.service.TpmAuthorityView;
import dev.assay.service.TpmRefused;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** The one table from what became of a call about authorities of TPMs to HTTP; refusals are as of devices. */
final class TpmAnswers {
    private TpmAnswers() {}

    static Response of(String tenant, TpmAuthorityAnswer answer) {
        return switch (answer) {
            case TpmAuthorityAnswer.Made(TpmAuthorityView made) -> new Answer(201, Answer.ok(json(made)).headers(),
                    json(made)).with("Location", TenantAnswers.PATH + "/" + tenant + "/tpm-authorities/" + made.id())
                    .toResponse();
            case TpmAuthorityAnswer.Shown(TpmAuthorityView authority) -> Answer.ok(json(authority)).toResponse();
            case TpmAuthorityAnswer.Listed(var authorities) -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                authorities.forEach(authority -> array.add(json(authority)));
                yield Answer.ok(Json.createObjectBuilder().add("authorities", array).build()).toResponse();
            }
            case TpmAuthorityAnswer.Denying(var keys) -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                keys.forEach(key -> array.add(json(key)));
                yield Answer.ok(Json.createObjectBuilder().add("keys", array).build()).toResponse();
            }
            case TpmAuthorityAnswer.Gone() -> Response.noContent().build();
            case TpmAuthorityAnswer.Unavailable() -> unavailable();
            case TpmRefused refused -> problem(refused).toResponse();
        };
    }

    static Response unavailable() {
        return new Problem(503, "store-unavailable", "The service cannot answer now.",
                "The service cannot read its database now.").with("Retry-After", "5").toResponse();
    }

    static Problem problem(TpmRefused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> new Problem(400, refused.code(), "A value is not possible.", refused.detail());
            case FORBIDDEN -> new Problem(403, refused.code(), "The caller may not do this.", refused.detail());
            case NOT_FOUND -> new Problem(404, refused.code(), "There is no such thing.", refused.detail());
            case CONFLICT -> new Problem(409, refused.code(), "What the tenant knows of TPMs does not allow it.",
                    refused.detail());
        };
    }

    static JsonObject json(TpmAuthorityView view) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", view.id().toString()).add("use", view.use())
                .add("anchor", view.anchor()).add("revocationRequired", view.revocationRequired())
                .add("subject", view.subject()).add("notAfter", view.notAfter().toString())
                .add("certificate", view.certificate().toBase64Url())
                .add("certificateSha256", view.certificate().sha256().toHex());
        return json.add("crl", view.crl().<JsonValue>map(TpmAnswers::json).orElse(JsonValue.NULL))
                .add("addedBy", view.added().subject()).add("addedByIssuer", view.added().issuer())
                .add("addedAt", view.added().at().toString()).add("changedAt", view.added().changed().toString())
                .build();
    }

    private static JsonObject json(TpmAuthorityView.Crl crl) {
        return Json.createObjectBuilder().add("sha256", crl.sha256().toHex())
                .add("thisUpdate", crl.thisUpdate().toString()).add("nextUpdate", crl.nextUpdate().toString()).build();
    }

    private static JsonObject json(TpmAuthorityAnswer.DeniedKey key) {
        return Json.createObjectBuilder().add("sha256", key.sha256()).add("deniedBy", key.by())
                .add("deniedByIssuer", key.issuer()).add("deniedAt", key.at().toString()).build();
    }

    static JsonValue hex(Optional<Bytes> octets) {
        return octets.<JsonValue>map(it -> Json.createValue(it.toHex())).orElse(JsonValue.NULL);
    }

    static JsonValue base64(Optional<Bytes> octets) {
        return octets.<JsonValue>map(it -> Json.createValue(it.toBase64Url())).orElse(JsonValue.NULL);
    }

    static JsonValue time(Optional<Instant> at) {
        return at.<JsonValue>map(it -> Json.createValue(it.toString())).orElse(JsonValue.NULL);
    }
}
