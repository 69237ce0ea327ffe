package dev.assay.web;

import dev.assay.service.ProposalView;
import dev.assay.service.TenantAnswer;
import dev.assay.service.TenantView;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one table from what became of a call about tenants to HTTP. */
final class TenantAnswers {
    static final String PATH = "/management/v1/tenants";

    private TenantAnswers() {}

    /** @param size of the page asked for, to go on with */
    static Response of(TenantAnswer answer, int size) {
        return switch (answer) {
            case TenantAnswer.Made(TenantView tenant) -> new Answer(201, Answer.ok(json(tenant)).headers(),
                    json(tenant)).with("Location", PATH + "/" + tenant.name()).with("ETag", tag(tenant)).toResponse();
            case TenantAnswer.Shown(TenantView tenant) -> Answer.ok(json(tenant)).with("ETag", tag(tenant))
                    .toResponse();
            case TenantAnswer.Waits(ProposalView proposal) -> ProposalAnswers.waiting(proposal).toResponse();
            case TenantAnswer.Listed listed -> Answer.ok(json(listed, size)).toResponse();
            case TenantAnswer.Refused refused -> problem(refused).toResponse();
            case TenantAnswer.Unavailable() -> new Problem(503, "store-unavailable", "The service cannot answer now.",
                    "The service cannot read its database now.").with("Retry-After", "5").toResponse();
        };
    }

    /** Management plane: 403 for a missing role, another tenant's objects 404 ("Settled", Wire). */
    static Problem problem(TenantAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> new Problem(400, refused.code(), "A value is not possible.", refused.detail());
            case FORBIDDEN -> new Problem(403, refused.code(), "The caller may not do this.", refused.detail());
            case NOT_FOUND -> new Problem(404, refused.code(), "There is no such tenant.", refused.detail());
            case CONFLICT -> new Problem(409, refused.code(), "The tenant's state does not allow it.",
                    refused.detail());
            case STALE -> new Problem(412, refused.code(), "The tenant was changed meanwhile.", refused.detail());
        };
    }

    private static String tag(TenantView tenant) {
        return "\"" + tenant.version() + "\"";
    }

    static JsonObject json(TenantView tenant) {
        TenantView.Choices choices = tenant.choices();
        JsonObjectBuilder json = Json.createObjectBuilder().add("name", tenant.name())
                .add("attestUri", tenant.attestUri()).add("state", tenant.state())
                .add("configured", tenant.configured()).add("trustModel", choices.trustModel())
                .add("baseline", choices.baseline()).add("anchorSet", choices.anchorSet())
                .add("authenticatedTypes", Json.createArrayBuilder(choices.guard().authenticatedTypes()))
                .add("fourEyes", choices.guard().fourEyes()).add("keepEvidence", kept(choices))
                .add("token", token(choices.token()))
                .add("quotas", quotas(tenant.limits())).add("version", tenant.version());
        signers(json, choices.guard().signers());
        dates(json, tenant.dates());
        return json.build();
    }

    private static JsonObjectBuilder kept(TenantView.Choices choices) {
        return Json.createObjectBuilder().add("days", choices.keepEvidenceDays().isPresent()
                ? Json.createValue(choices.keepEvidenceDays().getAsInt())
                : JsonValue.NULL);
    }

    /** Only isolated tenants have the member. */
    private static void signers(JsonObjectBuilder json, List<TenantView.Signer> signers) {
        JsonArrayBuilder certificates = Json.createArrayBuilder();
        signers.forEach(signer -> certificates.add(Json.createObjectBuilder().add("sha256", signer.sha256())
                .add("subject", signer.subject()).add("notAfter", signer.notAfter().toString())));
        if (!signers.isEmpty())
            json.add("policySigningCertificates", certificates);
    }

    private static JsonObjectBuilder token(TenantView.Token token) {
        return Json.createObjectBuilder().add("algorithm", token.algorithm())
                .add("lifetimeSeconds", token.lifetime()
                        .<JsonValue>map(lifetime -> Json.createValue(lifetime.toSeconds())).orElse(JsonValue.NULL))
                .add("tpmLifetimeSeconds", token.tpmLifetime().toSeconds())
                .add("audience", token.audience().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL));
    }

    private static JsonObjectBuilder quotas(TenantView.Limits limits) {
        JsonObjectBuilder quotas = Json.createObjectBuilder();
        if (limits.requestsPerSecond().isPresent())
            quotas.add("requestsPerSecond", limits.requestsPerSecond().getAsInt());
        else
            quotas.addNull("requestsPerSecond");
        quotas.add("bodyBytes", limits.bodyBytes()).add("policyVersions", limits.policyVersions()).add("policyBytes",
                limits.policyBytes());
        return quotas.add("storedEvidenceBytes", limits.storedEvidenceBytes().isPresent()
                ? Json.createValue(limits.storedEvidenceBytes().getAsLong())
                : JsonValue.NULL).add("tpmDevices", limits.tpmDevices());
    }

    private static void dates(JsonObjectBuilder json, TenantView.Dates dates) {
        json.add("createdAt", dates.created().toString()).add("changedAt", dates.changed().toString());
        add(json, "deletedAt", dates.deleted());
        add(json, "shredAfter", dates.shredAfter());
        add(json, "shreddedAt", dates.shredded());
    }

    private static void add(JsonObjectBuilder json, String name, Optional<Instant> at) {
        at.ifPresent(instant -> json.add(name, instant.toString()));
    }

    private static JsonObject json(TenantAnswer.Listed listed, int size) {
        JsonArrayBuilder tenants = Json.createArrayBuilder();
        listed.tenants().forEach(line -> tenants.add(Json.createObjectBuilder().add("name", line.name())
                .add("attestUri", line.attestUri()).add("state", line.state())
                .add("createdAt", line.created().toString())));
        JsonObjectBuilder json = Json.createObjectBuilder().add("tenants", tenants);
        listed.next().ifPresent(name -> json.add("next", PATH + "?after=" + name + "&limit=" + size));
        return json.build();
    }
}
