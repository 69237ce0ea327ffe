package dev.assay.web;

import dev.assay.service.ProviderAnswer;
import dev.assay.service.ProviderPath;
import dev.assay.service.ProviderView;
import dev.assay.service.TenantAnswer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The one table from what became of a call to Azure Resource Manager's interface to HTTP (maa-api §9). */
final class ProviderAnswers {
    static final String TYPE = "Microsoft.Attestation/attestationProviders";
    private static final List<String> OPERATIONS = List.of(TYPE + "/read", TYPE + "/write", TYPE + "/delete",
            "Microsoft.Attestation/operations/read", TYPE + "/attestation/read", TYPE + "/attestation/write",
            TYPE + "/attestation/delete");

    private ProviderAnswers() {}

    /** @param asked the list's own address, to go on with; of no use to others */
    static Response of(ProviderAnswer answer, URI asked) {
        return switch (answer) {
            case ProviderAnswer.Made(ProviderView provider) -> new Answer(201, Answer.ok(json(provider)).headers(),
                    json(provider)).toResponse();
            case ProviderAnswer.Shown(ProviderView provider) -> Answer.ok(json(provider)).toResponse();
            case ProviderAnswer.Listed listed -> Answer.ok(json(listed, asked)).toResponse();
            case ProviderAnswer.Deleted(boolean existed) -> existed
                    ? Answer.ok(JsonValue.EMPTY_JSON_OBJECT).toResponse()
                    : Response.noContent().header("Cache-Control", "no-store").build();
            case ProviderAnswer.Refused(TenantAnswer.Kind kind, String detail) -> Answer.error(code(kind), detail)
                    .toResponse();
            case ProviderAnswer.Unavailable() -> Answers.storeUnavailable().toResponse();
        };
    }

    private static ErrorCode code(TenantAnswer.Kind kind) {
        return switch (kind) {
            case BAD_VALUE -> ErrorCode.INVALID_PARAMETER;
            case FORBIDDEN -> ErrorCode.AUTHORIZATION_FAILED;
            case NOT_FOUND -> ErrorCode.RESOURCE_NOT_FOUND;
            case CONFLICT, STALE -> ErrorCode.CONFLICT;
        };
    }

    /** What there is none of: private endpoint connections, private link resources. */
    static Response none() {
        return Answer.ok(list(JsonValue.EMPTY_JSON_ARRAY)).toResponse();
    }

    static Response operations() {
        JsonArrayBuilder operations = Json.createArrayBuilder();
        OPERATIONS.forEach(name -> operations.add(Json.createObjectBuilder().add("name", name).add("display",
                Json.createObjectBuilder().add("provider", "Assay").add("resource", "Attestation provider")
                        .add("operation", name.substring(name.lastIndexOf('/') + 1))
                        .add("description", name.substring(name.indexOf('/') + 1).replace('/', ' ')))));
        return Answer.ok(list(operations.build())).toResponse();
    }

    /** The tenant at the root, in the place of the hosted service's shared providers. */
    static JsonObject shared(ProviderView provider) {
        return json(provider, "/providers/" + TYPE + "/" + provider.path().name());
    }

    static JsonObject list(JsonValue values) {
        return Json.createObjectBuilder().add("value", values).build();
    }

    static JsonObject json(ProviderView provider) {
        ProviderPath path = provider.path();
        return json(provider, "/subscriptions/" + path.subscription() + "/resourceGroups/" + path.group()
                + "/providers/" + TYPE + "/" + path.name());
    }

    private static JsonObject json(ProviderView provider, String id) {
        JsonObjectBuilder tags = Json.createObjectBuilder();
        provider.tags().forEach(tags::add);
        ProviderView.Facts facts = provider.facts();
        return Json.createObjectBuilder().add("id", id).add("name", provider.path().name()).add("type", TYPE)
                .add("location", provider.location()).add("tags", tags)
                .add("properties", Json.createObjectBuilder().add("trustModel", facts.trustModel())
                        .add("status", facts.status()).add("attestUri", facts.attestUri())
                        .add("publicNetworkAccess", "Enabled")
                        .add("privateEndpointConnections", JsonValue.EMPTY_JSON_ARRAY)
                        .add("tpmAttestationAuthentication", facts.tpmAuthenticated() ? "Enabled" : "Disabled"))
                .build();
    }

    private static JsonObject json(ProviderAnswer.Listed listed, URI asked) {
        JsonArrayBuilder providers = Json.createArrayBuilder();
        listed.providers().forEach(provider -> providers.add(json(provider)));
        JsonObjectBuilder json = Json.createObjectBuilder(list(providers.build()));
        listed.next().ifPresent(name -> json.add("nextLink", withSkip(asked, name)));
        return json.build();
    }

    private static String withSkip(URI asked, String name) {
        String kept = asked.toString().replaceAll("[?&](?:%24|\\$)skipToken=[^&]*", "");
        return kept + (kept.contains("?") ? "&" : "?") + "$skipToken=" + name;
    }
}
