package dev.assay.web;

import dev.assay.evidence.Reason;
import dev.assay.service.Outcome;
import jakarta.json.Json;

/** The one table from what became of a call to HTTP ("Settled", Verdicts: reject and deny 400, unavailable 503). */
final class Answers {
    private Answers() {}

    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Issued(String token) -> Answer.ok(Json.createObjectBuilder().add("token", token).build());
            case Outcome.Refused(Reason reason, String detail) -> reason(reason, detail);
            case Outcome.BadRequest(String code, String detail) -> Answer.error(ErrorCode.named(code).orElseThrow(),
                    detail);
            case Outcome.Unavailable(Reason reason, String detail, var retryAfter) -> reason(reason, detail)
                    .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
            case Outcome.NoSuchTenant() -> noSuchTenant();
        };
    }

    static Answer noSuchTenant() {
        return Answer.error(ErrorCode.TENANT_NOT_FOUND,
                "No tenant has this URL. Check the name after /t/ in the attestation URI.");
    }

    private static Answer reason(Reason reason, String detail) {
        return Answer.error(code(reason), reason.code(), detail);
    }

    /** DO-10: what we cannot tell is never worded as bad evidence, nor the other way round. */
    static ErrorCode code(Reason reason) {
        return switch (reason) {
            case PERMITTED -> throw new IllegalArgumentException("a permit is no error");
            case EVIDENCE_MALFORMED, EVIDENCE_TYPE_MISMATCH, EVIDENCE_TRAILING_BYTES, CERTIFICATION_DATA_UNSUPPORTED,
                    CERTIFICATE_CHAIN_INVALID, ROOT_NOT_TRUSTED, CERTIFICATE_NOT_VALID_AT_TIME, CERTIFICATE_REVOKED,
                    PCK_EXTENSION_INVALID, QE_REPORT_SIGNATURE_INVALID, QE_REPORT_DATA_MISMATCH, QE_IDENTITY_MISMATCH,
                    QUOTE_SIGNATURE_INVALID ->
                ErrorCode.INVALID_QUOTE;
            case RUNTIME_DATA_MISMATCH, INIT_TIME_DATA_MISMATCH, RUNTIME_DATA_MALFORMED -> ErrorCode.INVALID_PARAMETER;
            case CRL_MISSING, CRL_INVALID, CRL_EXPIRED, TCB_INFO_MISSING, TCB_INFO_INVALID, TCB_INFO_EXPIRED,
                    TCB_INFO_VERSION_UNSUPPORTED, TCB_INFO_OTHER_PLATFORM, QE_IDENTITY_MISSING, QE_IDENTITY_INVALID,
                    QE_IDENTITY_EXPIRED, EVALUATION_NUMBER_UNAVAILABLE, COLLATERAL_UNREACHABLE, OVERLOADED,
                    CLOCK_UNSOUND, STORE_UNAVAILABLE, SIGNING_UNAVAILABLE ->
                ErrorCode.SERVICE_UNAVAILABLE;
            // maa-api §8: the troubleshooting guide lists the baseline cases under InvalidParameter.
            case QE_TCB_NOT_RECOGNISED, TCB_NOT_RECOGNISED, TCB_REVOKED, TCB_STATUS_NOT_ACCEPTED, TCB_TOO_OLD,
                    DEBUG_NOT_ACCEPTED, PLATFORM_NOT_LISTED ->
                ErrorCode.INVALID_PARAMETER;
            case POLICY_DENIED, POLICY_NO_PERMIT, POLICY_ERROR, POLICY_BUDGET, POLICY_MISSING ->
                ErrorCode.POLICY_EVALUATION_ERROR;
        };
    }
}
