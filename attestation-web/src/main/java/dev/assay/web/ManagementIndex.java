package dev.assay.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Where to go from the management plane's root; says nothing of this installation. */
@RequestScoped
@VersionOptional
@Path("management")
public class ManagementIndex {
    private static final JsonObject INDEX = Json.createObjectBuilder().add("name", "Assay management").add("links",
            Json.createObjectBuilder().add("self", "/management/v1").add("tenants", TenantAnswers.PATH)
                    .add("token", "/oauth2/token"))
            .build();

    @GET
    @Permit(anonymous = true)
    public Response root() {
        return version1();
    }

    @GET
    @Path("v1")
    @Permit(anonymous = true)
    public Response version1() {
        return Answer.ok(INDEX).toResponse();
    }
}
