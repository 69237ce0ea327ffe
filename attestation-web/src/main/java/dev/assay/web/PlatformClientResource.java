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

/** The platform's own clients. The service decides anew whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/clients")
public class PlatformClientResource {
    private static final String NAME = "{client:[a-z0-9-]{3,40}}";

    @Inject
    Clients clients;

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
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response get(@PathParam("client") String name) throws IOException {
        return requests().get(name);
    }

    @PATCH
    @Path(NAME)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response change(@PathParam("client") String name, InputStream body) throws IOException {
        return requests().change(name, body);
    }

    @POST
    @Path(NAME + "/rotate")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response rotate(@PathParam("client") String name, InputStream body) throws IOException {
        return requests().rotate(name, body);
    }

    @DELETE
    @Path(NAME)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response delete(@PathParam("client") String name) throws IOException {
        return requests().delete(name);
    }

    private ClientRequests requests() {
        return new ClientRequests(clients, new Management(http, Gate.caller(http)), Optional.empty());
    }
}
