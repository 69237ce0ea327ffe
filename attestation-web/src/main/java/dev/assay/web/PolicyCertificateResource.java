package dev.assay.web;

import dev.assay.identity.Role;
import dev.assay.service.Policies;
import dev.assay.service.Policies.Wording;
import dev.assay.service.PolicyCall;
import dev.assay.pki.CertificateOperation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code /certificates}, {@code :add} and {@code :remove} of every tenant (maa-api §4). */
@RequestScoped
@Path("t/{tenant:[a-z0-9-]{3,40}}")
public class PolicyCertificateResource {
    /** "Settled", Wire. Two certificates of 16 KiB fit, in base64 of base64. */
    private static final int LIMIT = 64 << 10;
    private static final RequestBody.Kind JSON = new RequestBody.Kind(List.of("application/json"),
            "a JSON string that is a compact JWS");
    private static final PolicyAnswers ANSWERS = new PolicyAnswers(Wording.STABLE);

    @Inject
    Policies policies;

    @Context
    private HttpServletRequest http;

    @GET
    @Permit({Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR})
    @Path("certificates")
    public Response get(@PathParam("tenant") String tenant) {
        return ANSWERS.of(policies.certificates(tenant, Gate.caller(http), Correlation.get(http).traceId(),
                Wording.STABLE));
    }

    @POST
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("certificates:add")
    public Response add(@PathParam("tenant") String tenant, InputStream body) throws IOException {
        return change(tenant, CertificateOperation.ADD, body);
    }

    @POST
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("certificates:remove")
    public Response remove(@PathParam("tenant") String tenant, InputStream body) throws IOException {
        return change(tenant, CertificateOperation.REMOVE, body);
    }

    private Response change(String tenant, CertificateOperation operation, InputStream body) throws IOException {
        PolicyCall call = PolicyCall.ofAnyType(tenant, Gate.caller(http), Correlation.get(http).traceId());
        String document = PolicyCertificateBody.read(operation, RequestBody.of(http).read(JSON, body, LIMIT));
        return ANSWERS.of(policies.changeCertificates(call, operation, document, Wording.STABLE));
    }
}
