package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Clients;
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
import java.util.Optional;

/** A tenant's clients. The service decides anew whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/clients")
public class ClientResource {
    private static final String NAME = "{client:[a-z0-9-]{3,40}}";

    @Inject
    Clients clients;

    @Context
    private HttpServletRequest http;

    @POST
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response create(@PathParam("tenant") String tenant, InputStream body) throws IOException {
        return requests(tenant).create(body);
    }

    @GET
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response list(@PathParam("tenant") String tenant, @QueryParam("after") String after,
            @QueryParam("limit") String limit) throws IOException {
        return requests(tenant).list(after, limit);
    }

    @GET
    @Path(NAME)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response get(@PathParam("tenant") String tenant, @PathParam("client") String name) throws IOException {
        return requests(tenant).get(name);
    }

    @PATCH
    @Path(NAME)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response change(@PathParam("tenant") String tenant, @PathParam("client") String name, InputStream body)
            throws IOException {
        return requests(tenant).change(name, body);
    }

    @POST
    @Path(NAME + "/rotate")
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response rotate(@PathParam("tenant") String tenant, @PathParam("client") String name, InputStream body)
            throws IOException {
        return requests(tenant).rotate(name, body);
    }

    @DELETE
    @Path(NAME)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR})
    public Response delete(@PathParam("tenant") String tenant, @PathParam("client") String name) throws IOException {
        return requests(tenant).delete(name);
    }

    private ClientRequests requests(String tenant) {
        return new ClientRequests(clients, new Management(http, Gate.caller(http)), Optional.of(tenant));
    }
}
