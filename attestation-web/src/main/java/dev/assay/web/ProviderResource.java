package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Providers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Azure Resource Manager's attestation providers (maa-api §9), over the management of tenants. */
@RequestScoped
@Path("subscriptions/{subscription}")
public class ProviderResource {
    private static final String LIST = "providers/microsoft.attestation/attestationproviders";
    private static final String IN_GROUP = "resourcegroups/{group}/" + LIST;
    private static final String ONE = IN_GROUP + "/{provider}";
    private static final String CONNECTIONS = ONE + "/privateendpointconnections";

    @Inject
    Providers providers;

    @Inject
    PublicUrls urls;

    @Context
    private HttpServletRequest http;

    @GET
    @Path(LIST)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response list(@QueryParam("$skipToken") String skip) {
        return requests().list(skip);
    }

    @GET
    @Path(IN_GROUP)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response listInGroup(@QueryParam("$skipToken") String skip) {
        return requests().list(skip);
    }

    @PUT
    @Path(ONE)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response put(InputStream body) throws IOException {
        return requests().put(body);
    }

    @PATCH
    @Path(ONE)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response change(InputStream body) throws IOException {
        return requests().change(body);
    }

    @GET
    @Path(ONE)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response get() {
        return requests().get();
    }

    @DELETE
    @Path(ONE)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response delete() {
        return requests().delete();
    }

    /** The hosted service's are its regional shared providers; here it is the tenant at the root. */
    @GET
    @Path("providers/microsoft.attestation/defaultproviders")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response shared() {
        return requests().shared();
    }

    /** The same one wherever it is asked for. */
    @GET
    @Path("providers/microsoft.attestation/locations/{location}/defaultprovider")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response sharedAt(@PathParam("location") String location) {
        return requests().shared(location);
    }

    /** A provider here has none: networks are closed where the service is installed. */
    @GET
    @Path(CONNECTIONS)
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response connections() {
        return requests().none();
    }

    @GET
    @Path(ONE + "/privatelinkresources")
    @Permit(Role.PLATFORM_ADMINISTRATOR)
    public Response linkResources() {
        return requests().none();
    }

    private ProviderRequests requests() {
        return new ProviderRequests(providers, http, Gate.caller(http), urls);
    }
}
