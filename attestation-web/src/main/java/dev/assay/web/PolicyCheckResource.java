package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.service.PolicyCall;
import dev.assay.service.PolicyChecks;
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

/** What a policy's text says that is unlikely to be meant. Changes nothing. */
@RequestScoped
@VersionOptional
@Path("management/v1/tenants/{tenant:[a-z0-9-]{3,40}}/policies/{type:[a-z0-9]+}:check")
public class PolicyCheckResource {
    @Inject
    PolicyChecks checks;

    @Context
    private HttpServletRequest http;

    @POST
    @Permit({Role.POLICY_ADMINISTRATOR, Role.AUDITOR})
    public Response check(@PathParam("tenant") String tenant, @PathParam("type") String type, InputStream body)
            throws IOException {
        return Management.answering(() -> {
            PolicyCall call = new PolicyCall(tenant, AttestResource.type(type), Gate.caller(http),
                    Correlation.get(http).traceId());
            Bytes sent = RequestBody.of(http).read(ManagedPolicyRequests.TEXT, body, PolicyResource.LIMIT);
            return PolicyCheckAnswers.of(checks.check(call, sent));
        });
    }
}
