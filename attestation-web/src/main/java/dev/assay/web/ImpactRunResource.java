package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Impacts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** One replay: how far it is, and what came of it. The service decides anew whether the caller may. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/policies/{type:[a-z0-9]+}/impacts/{impact}")
public class ImpactRunResource {
    @Inject
    Impacts impacts;

    @Context
    private HttpServletRequest http;

    @GET
    @Permit({Role.POLICY_ADMINISTRATOR, Role.AUDITOR})
    public Response show(@PathParam("tenant") String tenant, @PathParam("type") String type,
            @PathParam("impact") String impact) throws IOException {
        return new ImpactRequests(impacts, tenant, http, Gate.caller(http)).show(type, impact);
    }
}
