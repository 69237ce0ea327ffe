package dev.assay.web;

import dev.assay.service.Metadata;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What relying parties fetch, from any origin (maa-api §5). */
@RequestScoped
@VersionOptional
@Path("t/{tenant:[a-z0-9-]{3,40}}")
public class MetadataResource {
    @Inject
    Metadata metadata;

    @GET
    @Path("certs")
    public Response certs(@PathParam("tenant") String tenant) {
        return answer(metadata.signingCertificates(tenant));
    }

    @GET
    @Path(".well-known/openid-configuration")
    public Response openIdConfiguration(@PathParam("tenant") String tenant) {
        return answer(metadata.openIdConfiguration(tenant));
    }

    /** JW-10: a cached key set is at most five minutes old, far below the day a key is published before its use. */
    private static Response answer(Optional<JsonObject> document) {
        return document.map(Answer::ok).orElseGet(Answers::noSuchTenant)
                .with("Cache-Control", document.isPresent() ? "public, max-age=300" : "no-store")
                .with("Access-Control-Allow-Origin", "*").toResponse();
    }
}
