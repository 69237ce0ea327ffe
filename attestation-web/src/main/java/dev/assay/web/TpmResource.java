package dev.assay.web;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.json.StrictJson;
import dev.assay.service.Access;
import dev.assay.service.Attestations;
import dev.assay.service.Credential;
import dev.assay.service.Identification;
import dev.assay.service.Limits;
import dev.assay.service.Outcome;
import dev.assay.service.TpmAnswer;
import dev.assay.service.TpmCall;
import dev.assay.web.AttestBody.Members;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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

/** {@code POST /attest/Tpm} of every tenant (maa-api §2.7): messages both ways, the same body in every api-version. */
@RequestScoped
@PreviewToo
@Path("t/{tenant:[a-z0-9-]{3,40}}/attest/tpm")
public class TpmResource {
    private static final String BUSY = "As many large requests are looked at as the service has memory for: repeat the"
            + " request.";

    @Inject
    Attestations attestations;

    @Inject
    Limits limits;

    @Inject
    Access access;

    /** Anonymous to the gate: whether the caller is to be identified is the tenant's setting, which the service reads. */
    @POST
    @Permit(anonymous = true)
    public Response exchange(@PathParam("tenant") String tenant, @Context HttpServletRequest http,
            @Context UriInfo uri, InputStream stream) throws IOException {
        boolean preview = ApiVersions.requireAny(uri.getQueryParameters());
        int limit = limits.tpmBody(tenant);
        Optional<LargeBodies.Place> place = LargeBodies.enter(http.getContentLengthLong(), limit);
        if (place.isEmpty())
            return Answers.reason(Reason.OVERLOADED, BUSY).with("Retry-After", "1").toResponse();
        try {
            Bytes data = data(RequestBody.of(http).read(stream, limit));
            return answer(attestations.exchange(new TpmCall(tenant, data, RateFilter.client(http),
                    Correlation.get(http).traceId(), new Credential(preview, () -> identify(tenant, http)))), preview);
        } finally {
            place.get().leave();
        }
    }

    private static Bytes data(Bytes octets) {
        Members body = new Members("", StrictJson.request("body", octets));
        return Base64Url.decodePadded("data", body.required("data"));
    }

    private static Response answer(TpmAnswer answer, boolean preview) {
        return switch (answer) {
            case TpmAnswer.Message(String json) -> Answer.ok(
                    Json.createObjectBuilder().add("data", Bytes.utf8(json).toBase64Url()).build()).toResponse();
            case TpmAnswer.Ended(Outcome outcome) -> preview
                    ? Answers.ofPreview(outcome)
                    : Answers.of(outcome).toResponse();
        };
    }

    private Identification identify(String tenant, HttpServletRequest http) {
        return Gate.bearer(Collections.list(http.getHeaders("Authorization")))
                .map(token -> access.identify(Optional.of(tenant), token)).orElseGet(Identification.Refused::new);
    }
}
