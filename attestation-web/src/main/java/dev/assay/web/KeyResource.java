package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.SigningKeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/**
 * A tenant's signing keys. The service decides anew whether the caller may. A key is named in the query: capital and
 * small letters differ in its id, and paths match without case.
 */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/keys")
public class KeyResource {
    @Inject
    SigningKeys keys;

    @Context
    private HttpServletRequest http;

    @GET
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.KEY_ADMINISTRATOR, Role.AUDITOR})
    public Response list(@PathParam("tenant") String tenant) throws IOException {
        return requests(tenant).list();
    }

    @POST
    @Path("rotate")
    @Permit(Role.KEY_ADMINISTRATOR)
    public Response rotate(@PathParam("tenant") String tenant, InputStream body) throws IOException {
        return requests(tenant).rotate(body);
    }

    @POST
    @Path("request")
    @Permit(Role.KEY_ADMINISTRATOR)
    public Response request(@PathParam("tenant") String tenant, @QueryParam("kid") String kid) throws IOException {
        return requests(tenant).request(kid);
    }

    @PUT
    @Path("chain")
    @Permit(Role.KEY_ADMINISTRATOR)
    public Response install(@PathParam("tenant") String tenant, @QueryParam("kid") String kid, InputStream body)
            throws IOException {
        return requests(tenant).install(kid, body);
    }

    private KeyRequests requests(String tenant) {
        return new KeyRequests(keys, tenant, http, Gate.caller(http));
    }
}
