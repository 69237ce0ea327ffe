package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Policies;
import dev.assay.service.Policies.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /certificates} of every tenant (maa-api §4). */
@RequestScoped
@Path("t/{tenant:[a-z0-9-]{3,40}}/certificates")
public class PolicyCertificateResource {
    @Inject
    Policies policies;

    @Context
    private HttpServletRequest http;

    @GET
    @Permit({Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR})
    public Response get(@PathParam("tenant") String tenant) {
        return new PolicyAnswers(Wording.STABLE).of(policies.certificates(tenant, Gate.caller(http),
                Correlation.get(http).traceId(), Wording.STABLE));
    }
}
