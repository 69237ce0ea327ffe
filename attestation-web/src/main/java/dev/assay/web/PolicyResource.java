package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.service.Policies;
import dev.assay.service.Policies.Wording;
import dev.assay.service.PolicyCall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code /policies/{type}} of every tenant (maa-api §3). */
@RequestScoped
@Path("t/{tenant:[a-z0-9-]{3,40}}/policies")
public class PolicyResource {
    static final int LIMIT = 1 << 20;
    /** maa-api §3.1. */
    static final RequestBody.Kind TEXT = new RequestBody.Kind(List.of("text/plain"), "a compact JWS");
    private static final String TYPE = "{type:[a-z0-9]+}";
    private static final PolicyAnswers ANSWERS = new PolicyAnswers(Wording.STABLE);

    @Inject
    Policies policies;

    @Context
    private HttpServletRequest http;

    @GET
    @Permit({Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR})
    @Path(TYPE)
    public Response get(@PathParam("tenant") String tenant, @PathParam("type") String type) {
        return ANSWERS.of(policies.get(call(tenant, type)));
    }

    @PUT
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path(TYPE)
    public Response put(@PathParam("tenant") String tenant, @PathParam("type") String type, InputStream body)
            throws IOException {
        return ANSWERS.of(policies.put(call(tenant, type), read(body), Wording.STABLE));
    }

    @POST
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path(TYPE + ":reset")
    public Response reset(@PathParam("tenant") String tenant, @PathParam("type") String type, InputStream body)
            throws IOException {
        return ANSWERS.of(policies.reset(call(tenant, type), read(body), Wording.STABLE));
    }

    private PolicyCall call(String tenant, String type) {
        return new PolicyCall(tenant, AttestResource.type(type), Gate.caller(http), Correlation.get(http).traceId());
    }

    private Bytes read(InputStream body) throws IOException {
        return RequestBody.of(http).read(TEXT, body, LIMIT);
    }
}
