package dev.assay.web;

import dev.assay.approval.ProposalAct;
import dev.assay.identity.Role;
import dev.assay.service.Approvals;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Changes that wait for a second person. The service decides anew for each whether the caller may see or decide it. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/proposals")
public class ProposalResource {
    private static final String ID = "{id:[0-9a-f-]{36}}";

    @Inject
    Approvals approvals;

    @Context
    private HttpServletRequest http;

    @PathParam("tenant")
    String tenant;

    @GET
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.POLICY_ADMINISTRATOR,
            Role.ATTESTATION_CONTRIBUTOR, Role.KEY_ADMINISTRATOR, Role.AUDITOR})
    public Response list(@QueryParam("state") String state, @QueryParam("after") String after,
            @QueryParam("limit") String limit) throws IOException {
        return requests().list(state, after, limit);
    }

    @GET
    @Path(ID)
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.POLICY_ADMINISTRATOR,
            Role.ATTESTATION_CONTRIBUTOR, Role.KEY_ADMINISTRATOR, Role.AUDITOR})
    public Response get(@PathParam("id") String id) throws IOException {
        return requests().get(id);
    }

    @POST
    @Path(ID + "/approve")
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.POLICY_ADMINISTRATOR,
            Role.ATTESTATION_CONTRIBUTOR, Role.KEY_ADMINISTRATOR})
    public Response approve(@PathParam("id") String id) throws IOException {
        return requests().decide(id, ProposalAct.APPROVE);
    }

    @POST
    @Path(ID + "/reject")
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.POLICY_ADMINISTRATOR,
            Role.ATTESTATION_CONTRIBUTOR, Role.KEY_ADMINISTRATOR})
    public Response reject(@PathParam("id") String id, InputStream body) throws IOException {
        return requests().reject(id, body);
    }

    @POST
    @Path(ID + "/withdraw")
    @Permit({Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.POLICY_ADMINISTRATOR,
            Role.ATTESTATION_CONTRIBUTOR, Role.KEY_ADMINISTRATOR})
    public Response withdraw(@PathParam("id") String id) throws IOException {
        return requests().decide(id, ProposalAct.WITHDRAW);
    }

    private ProposalRequests requests() {
        return new ProposalRequests(approvals, http, tenant);
    }
}
