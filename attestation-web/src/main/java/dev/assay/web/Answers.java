package dev.assay.web;

import dev.assay.evidence.Reason;
import dev.assay.service.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;

/** The one table from what became of a call to HTTP ("Settled", Verdicts: reject and deny 400, unavailable 503). */
final class Answers {
    /** What stands beside the evidence. */
    private static final Set<Reason> BESIDE = EnumSet.of(Reason.RUNTIME_DATA_MISMATCH,
            Reason.INIT_TIME_DATA_MISMATCH, Reason.RUNTIME_DATA_MALFORMED, Reason.SERVICE_CONTEXT_INVALID,
            Reason.CHALLENGE_MISMATCH, Reason.CHALLENGE_EXPIRED, Reason.CHALLENGE_USED, Reason.CREDENTIAL_MISMATCH);

    private Answers() {}

    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Issued(String token) -> Answer.ok(Json.createObjectBuilder().add("token", token).build());
            case Outcome.Refused refused -> refused(refused);
            case Outcome.BadRequest(String code, String detail) -> Answer.error(ErrorCode.named(code).orElseThrow(),
                    detail);
            case Outcome.Unavailable(Reason reason, String detail, var retryAfter) -> reason(reason, detail)
                    .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
            case Outcome.NoSuchTenant() -> noSuchTenant();
            case Outcome.Unauthorized() -> Plane.unauthorized(true);
            case Outcome.IssuerUnavailable() -> Plane.issuerUnavailable();
        };
    }

    /** The oldest preview answers the token alone, as a JSON string, and a 401 likewise (maa-api §7). */
    static Response ofPreview(Outcome outcome) {
        if (outcome instanceof Outcome.Issued(String token))
            return new JsonText(200, token).toResponse();
        return outcome instanceof Outcome.Unauthorized
                ? Plane.PREVIEW.unidentified(true)
                : of(outcome).toResponse();
    }

    static Answer noSuchTenant() {
        return Answer.error(ErrorCode.TENANT_NOT_FOUND,
                "No tenant has this URL. Check the name after /t/ in the attestation URI.");
    }

    static Answer storeUnavailable() {
        return reason(Reason.STORE_UNAVAILABLE, "The service cannot read its database now.").with("Retry-After", "5");
    }

    static Answer reason(Reason reason, String detail) {
        return Answer.error(code(reason), reason.code(), detail);
    }

    /** Positions are for anybody; the comparisons are there only for those the service gave them to. */
    private static Answer refused(Outcome.Refused refused) {
        JsonObjectBuilder inner = Json.createObjectBuilder();
        if (!refused.rules().isEmpty()) {
            JsonArrayBuilder rules = Json.createArrayBuilder();
            refused.rules().forEach(rule -> rules.add(Json.createObjectBuilder().add("section", rule.section())
                    .add("rule", rule.rule()).add("line", rule.line())));
            inner.add("rules", rules);
        }
        refused.explanation().ifPresent(comparisons -> inner.add("explanation", comparisons));
        return Answer.error(code(refused.reason()), refused.reason().code(), refused.detail(), inner.build());
    }

    /** DO-10: by the verdict first, so that what we cannot tell is never worded as bad evidence, nor the reverse. */
    static ErrorCode code(Reason reason) {
        return switch (reason.verdict()) {
            case PERMIT -> throw new IllegalArgumentException("a permit is no error");
            case REJECT -> BESIDE.contains(reason) ? ErrorCode.INVALID_PARAMETER : ErrorCode.INVALID_QUOTE;
            case UNAVAILABLE -> ErrorCode.SERVICE_UNAVAILABLE;
            // maa-api §8: the troubleshooting guide lists the baseline cases under InvalidParameter.
            case DENY -> reason == Reason.DEVICE_CONFLICT
                    ? ErrorCode.CONFLICT
                    : reason.code().startsWith("policy-")
                            ? ErrorCode.POLICY_EVALUATION_ERROR
                            : ErrorCode.INVALID_PARAMETER;
        };
    }
}
