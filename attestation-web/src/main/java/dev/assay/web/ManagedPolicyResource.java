package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.ManagedPolicies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Encoded;
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
import java.util.List;

/** A tenant's policies and all their versions. The service decides anew for each call whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/policies")
public class ManagedPolicyResource {
    private static final String TYPE = "{type:[a-z0-9]+}";
    private static final String VERSION = TYPE + "/versions/{version:[0-9]{1,9}}";

    @Inject
    ManagedPolicies policies;

    @Context
    private HttpServletRequest http;

    @PathParam("tenant")
    String tenant;

    @GET
    @Permit({Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR})
    public Response list() throws IOException {
        return requests().list();
    }

    @GET
    @Path(TYPE)
    @Permit({Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR})
    public Response get(@PathParam("type") String type) throws IOException {
        return requests().get(type);
    }

    @PUT
    @Path(TYPE)
    @Permit(Role.POLICY_ADMINISTRATOR)
    public Response put(@PathParam("type") String type, @Encoded @QueryParam("note") List<String> note,
            InputStream body) throws IOException {
        return requests().put(type, note, body);
    }

    @GET
    @Path(TYPE + "/versions")
    @Permit({Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR})
    public Response versions(@PathParam("type") String type, @QueryParam("before") String before,
            @QueryParam("limit") String limit) throws IOException {
        return requests().versions(type, before, limit);
    }

    @GET
    @Path(VERSION)
    @Permit({Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR})
    public Response version(@PathParam("type") String type, @PathParam("version") int version) throws IOException {
        return requests().version(type, version);
    }

    @POST
    @Path(VERSION + ":activate")
    @Permit(Role.POLICY_ADMINISTRATOR)
    public Response activate(@PathParam("type") String type, @PathParam("version") int version,
            @Encoded @QueryParam("note") List<String> note) throws IOException {
        return requests().activate(type, version, note);
    }

    private ManagedPolicyRequests requests() {
        return new ManagedPolicyRequests(policies, http, tenant);
    }
}
