package dev.assay.web;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.service.Access;
import dev.assay.service.AttestCall;
import dev.assay.service.Attestations;
import dev.assay.service.Credential;
import dev.assay.service.Identification;
import dev.assay.service.Limits;
import dev.assay.service.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** {@code POST /attest/{type}} of every tenant (maa-api §2); the messages about TPMs are {@link TpmResource}'s. */
@RequestScoped
@PreviewToo
@Path("t/{tenant:[a-z0-9-]{3,40}}/attest/{type}")
public class AttestResource {
    private static final int LIMIT = 1 << 20;
    private static final Set<Reason> MISSHAPEN = Set.of(Reason.EVIDENCE_MALFORMED, Reason.EVIDENCE_TYPE_MISMATCH);

    @Inject
    Attestations attestations;

    @Inject
    Limits limits;

    @Inject
    Access access;

    @POST
    @Permit(anonymous = true)
    public Response attest(@PathParam("tenant") String tenant, @PathParam("type") String name,
            @Context HttpServletRequest http, @Context UriInfo uri, InputStream stream) throws IOException {
        AttestationType type = type(name);
        boolean preview = ApiVersions.requireAny(uri.getQueryParameters());
        Bytes octets = new RequestBody(header(http, "Content-Type"), header(http, "Content-Encoding"),
                http.getContentLengthLong()).read(stream, Math.min(LIMIT, limits.attestBody(tenant)));
        AttestBody body = preview ? AttestBody.readPreview(type, octets) : AttestBody.read(type, octets);
        Outcome outcome = attestations.attest(new AttestCall(tenant, body.request(), body.draftPolicy(),
                RateFilter.client(http), Correlation.get(http).traceId(),
                new Credential(preview, () -> identify(tenant, http))));
        return preview
                ? Answers.ofPreview(hinted(outcome, body))
                : Answers.of(hinted(outcome, body)).toResponse();
    }

    private Identification identify(String tenant, HttpServletRequest http) {
        return Gate.bearer(Collections.list(http.getHeaders("Authorization")))
                .map(token -> access.identify(Optional.of(tenant), token)).orElseGet(Identification.Refused::new);
    }

    /** By the wire name only: the command line's short names are no paths. */
    static AttestationType type(String name) {
        return AttestationType.named(name).filter(type -> type.wireName().equalsIgnoreCase(name))
                .orElseThrow(() -> new RequestRefused(ErrorCode.NOT_FOUND,
                        "The path names no evidence type of this service. Known: SgxEnclave, OpenEnclave, Tpm."));
    }

    private static Outcome hinted(Outcome outcome, AttestBody body) {
        return outcome instanceof Outcome.Refused(Reason reason, String detail, var rules, var explanation)
                ? hint(reason, body.request()).<Outcome>map(hint -> new Outcome.Refused(reason,
                        detail + (detail.endsWith(".") ? " " : ". ") + hint, rules, explanation)).orElse(outcome)
                : outcome;
    }

    /** Where evidence is refused as misshapen: what it seems to be. */
    static Optional<String> hint(Reason reason, AppraisalRequest request) {
        return MISSHAPEN.contains(reason)
                ? EvidenceText.hint(request.type(), request.evidence())
                : Optional.empty();
    }

    private static Optional<String> header(HttpServletRequest http, String name) {
        return Optional.ofNullable(http.getHeader(name));
    }
}
