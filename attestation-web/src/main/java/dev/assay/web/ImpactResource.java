package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Impacts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Begins a replay of kept appraisals against a draft of a policy. The service decides anew whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/policies/{type:[a-z0-9]+}:impact")
public class ImpactResource {
    @Inject
    Impacts impacts;

    @Context
    private HttpServletRequest http;

    @POST
    @Permit({Role.POLICY_ADMINISTRATOR, Role.AUDITOR})
    public Response start(@PathParam("tenant") String tenant, @PathParam("type") String type, InputStream body)
            throws IOException {
        return new ImpactRequests(impacts, tenant, http, Gate.caller(http)).start(type, body);
    }
}
