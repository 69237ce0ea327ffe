package dev.assay.web;

/** Words for a status that JAX-RS or the container chose, where no more is known. */
final class Statuses {
    private Statuses() {}

    static Answer answer(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        return Answer.error(code, message(code)).withStatus(status);
    }

    private static String message(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> "Nothing is served at this path. Attestation is at /attest/{type} and"
                    + " /t/{tenant}/attest/{type}.";
            case METHOD_NOT_ALLOWED ->
                "This path does not take this HTTP method. The header Allow lists those it takes.";
            case BODY_TOO_LARGE -> "The request is larger than this service takes.";
            case UNSUPPORTED_MEDIA_TYPE -> "This path does not take this Content-Type. Send application/json.";
            case SERVICE_UNAVAILABLE -> "The service cannot answer now. Try again later.";
            case INTERNAL_ERROR -> "The service failed; the request may be in order. Quote the header x-ms-request-id"
                    + " to its operator.";
            case BAD_REQUEST, INVALID_PARAMETER, INVALID_QUOTE, INVALID_OPERATION, POLICY_PARSING_ERROR,
                    POLICY_EVALUATION_ERROR, MISSING_API_VERSION, UNSUPPORTED_API_VERSION, TENANT_NOT_FOUND ->
                "The request cannot be read as HTTP that this service takes.";
        };
    }
}
