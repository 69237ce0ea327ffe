package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Role;
import dev.assay.json.StrictJson;
import dev.assay.service.Policies;
import dev.assay.service.Policies.Wording;
import dev.assay.service.PolicyCall;
import dev.assay.pki.CertificateOperation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
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
import java.util.Optional;

/** {@code /operations/policy} of 2018-09-01-preview (maa-api §7): other paths and words for the same policies. */
@RequestScoped
@PreviewToo
@Path("t/{tenant:[a-z0-9-]{3,40}}/operations/policy")
public class PreviewPolicyResource {
    private static final RequestBody.Kind TEXT_OR_JSON = new RequestBody.Kind(
            List.of("text/plain", "application/json"), "a compact JWS");

    private static final Bytes UNSECURED_RESET = Bytes.utf8("eyJhbGciOiJub25lIn0..");
    private static final PolicyAnswers ANSWERS = new PolicyAnswers(Wording.PREVIEW);

    @Inject
    Policies policies;

    @Context
    private HttpServletRequest http;

    @POST
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("updatepolicy")
    public Response prepare(@PathParam("tenant") String tenant, @QueryParam("tee") String tee, InputStream body)
            throws IOException {
        return ANSWERS.of(policies.prepare(call(tenant, tee), read(body)));
    }

    @GET
    @Permit({Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR})
    @Path("current")
    public Response get(@PathParam("tenant") String tenant, @QueryParam("tee") String tee) {
        return ANSWERS.of(policies.document(call(tenant, tee)));
    }

    @PUT
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("current")
    public Response put(@PathParam("tenant") String tenant, @QueryParam("tee") String tee, InputStream body)
            throws IOException {
        return ANSWERS.of(policies.put(call(tenant, tee), read(body), Wording.PREVIEW));
    }

    @POST
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("current")
    public Response reset(@PathParam("tenant") String tenant, @QueryParam("tee") String tee, InputStream body)
            throws IOException {
        return ANSWERS.of(policies.reset(call(tenant, tee), read(body), Wording.PREVIEW));
    }

    /** The earlier spelling of {@link #reset}, without a body: the server takes none with DELETE (RFC 9110 §9.3.5). */
    @DELETE
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("current")
    public Response delete(@PathParam("tenant") String tenant, @QueryParam("tee") String tee) {
        return ANSWERS.of(policies.reset(call(tenant, tee), UNSECURED_RESET, Wording.PREVIEW));
    }

    @GET
    @Permit({Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR})
    @Path("certificates")
    public Response certificates(@PathParam("tenant") String tenant) {
        return ANSWERS.of(policies.certificates(tenant, Gate.caller(http), Correlation.get(http).traceId(),
                Wording.PREVIEW));
    }

    @PUT
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("certificates")
    public Response addCertificate(@PathParam("tenant") String tenant, InputStream body) throws IOException {
        return change(tenant, CertificateOperation.ADD, body);
    }

    @POST
    @Permit(Role.ATTESTATION_CONTRIBUTOR)
    @Path("certificates")
    public Response removeCertificate(@PathParam("tenant") String tenant, InputStream body) throws IOException {
        return change(tenant, CertificateOperation.REMOVE, body);
    }

    private Response change(String tenant, CertificateOperation operation, InputStream body) throws IOException {
        PolicyCall call = PolicyCall.ofAnyType(tenant, Gate.caller(http), Correlation.get(http).traceId());
        String document = StrictJson.decode("body", read(body));
        return ANSWERS.of(policies.changeCertificates(call, operation, document, Wording.PREVIEW));
    }

    private PolicyCall call(String tenant, String tee) {
        AttestationType type = Optional.ofNullable(tee).flatMap(AttestationType::named)
                .filter(known -> known.wireName().equalsIgnoreCase(tee))
                .orElseThrow(() -> new MalformedException("tee",
                        "names no evidence type of this service; add one, as in tee=SgxEnclave"));
        return new PolicyCall(tenant, type, Gate.caller(http), Correlation.get(http).traceId());
    }

    /** why: its clients announce JSON and send the JWS bare, or the other way round. */
    private Bytes read(InputStream body) throws IOException {
        return unquoted(
                RequestBody.of(http).read(TEXT_OR_JSON, body, PolicyResource.LIMIT));
    }

    /** A JWS in a JSON string needs no escape. */
    static Bytes unquoted(Bytes body) {
        int last = body.length() - 1;
        return last > 0 && body.at(0) == '"' && body.at(last) == '"' ? body.slice(1, last) : body;
    }
}
