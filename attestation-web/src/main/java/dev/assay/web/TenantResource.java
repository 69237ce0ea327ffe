package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Tenants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** The management plane's tenants. The service decides anew for each of them whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants")
public class TenantResource {
    private static final String NAME = "{tenant:[a-z0-9-]{3,40}}";

    @Inject
    Tenants tenants;

    @Context
    private HttpServletRequest http;

    @POST
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response create(InputStream body) throws IOException {
        return requests().create(body);
    }

    @GET
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response list(@QueryParam("after") String after, @QueryParam("limit") String limit) throws IOException {
        return requests().list(after, limit);
    }

    @GET
    @Path(NAME)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR})
    public Response get(@PathParam("tenant") String name) throws IOException {
        return requests().get(name);
    }

    @PATCH
    @Path(NAME)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response change(@PathParam("tenant") String name, InputStream body) throws IOException {
        return requests().change(name, body);
    }

    @DELETE
    @Path(NAME)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response delete(@PathParam("tenant") String name) throws IOException {
        return requests().act(name, tenants::delete);
    }

    @POST
    @Path(NAME + "/suspend")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response suspend(@PathParam("tenant") String name) throws IOException {
        return requests().act(name, tenants::suspend);
    }

    @POST
    @Path(NAME + "/resume")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response resume(@PathParam("tenant") String name) throws IOException {
        return requests().act(name, tenants::resume);
    }

    private TenantRequests requests() {
        return new TenantRequests(tenants, http, Gate.caller(http));
    }
}
