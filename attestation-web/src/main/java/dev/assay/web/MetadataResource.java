package dev.assay.web;

import dev.assay.service.Metadata;
import dev.assay.service.Published;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** What relying parties fetch, from any origin (maa-api §5). */
@RequestScoped
@VersionOptional
@Path("t/{tenant:[a-z0-9-]{3,40}}")
public class MetadataResource {
    @Inject
    Metadata metadata;

    @GET
    @Permit(anonymous = true)
    @Path("certs")
    public Response certs(@PathParam("tenant") String tenant) {
        return answer(metadata.signingCertificates(tenant));
    }

    @GET
    @Permit(anonymous = true)
    @Path(".well-known/openid-configuration")
    public Response openIdConfiguration(@PathParam("tenant") String tenant) {
        return answer(metadata.openIdConfiguration(tenant));
    }

    private static Response answer(Published published) {
        return answerOf(published).with("Access-Control-Allow-Origin", "*").toResponse();
    }

    /** JW-10: a cached key set is at most five minutes old, far below the day a key is published before its use. */
    private static Answer answerOf(Published published) {
        return switch (published) {
            case Published.Document(JsonObject json) -> Answer.ok(json).with("Cache-Control", "public, max-age=300");
            case Published.NoSuchTenant() -> Answers.noSuchTenant().with("Cache-Control", "no-store");
            case Published.Unavailable() -> Answers.storeUnavailable().with("Cache-Control", "no-store");
        };
    }
}
