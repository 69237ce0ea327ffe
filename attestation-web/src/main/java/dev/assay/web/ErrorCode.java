package dev.assay.web;

import java.util.Arrays;
import java.util.Optional;

/**
 * The codes in {@code error.code}, each with its HTTP status: the protocol's own where maa-api §8 has one, else the
 * names Azure services use. Stable; docs/errors.md lists them.
 */
enum ErrorCode {
    APPROVAL_PENDING(202, "ApprovalPending"), //
    INVALID_PARAMETER(400, "InvalidParameter"), //
    INVALID_QUOTE(400, "InvalidQuote"), //
    INVALID_OPERATION(400, "InvalidOperation"), //
    POLICY_PARSING_ERROR(400, "PolicyParsingError"), //
    POLICY_EVALUATION_ERROR(400, "PolicyEvaluationError"), //
    MISSING_API_VERSION(400, "MissingApiVersionParameter"), //
    UNSUPPORTED_API_VERSION(400, "UnsupportedApiVersion"), //
    BAD_REQUEST(400, "BadRequest"), //
    UNAUTHORIZED(401, "Unauthorized"), //
    AUTHENTICATION_FAILED(401, "AuthenticationFailed"), //
    AUTHORIZATION_FAILED(403, "AuthorizationFailed"), //
    TENANT_NOT_FOUND(404, "TenantNotFound"), //
    RESOURCE_NOT_FOUND(404, "ResourceNotFound"), //
    NOT_FOUND(404, "NotFound"), //
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"), //
    CONFLICT(409, "Conflict"), //
    BODY_TOO_LARGE(413, "RequestBodyTooLarge"), //
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"), //
    TOO_MANY_REQUESTS(429, "TooManyRequests"), //
    INTERNAL_ERROR(500, "InternalError"), //
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable");

    private final int status;
    private final String wireName;

    ErrorCode(int status, String wireName) {
        this.status = status;
        this.wireName = wireName;
    }

    int status() {
        return status;
    }

    /** As in {@code error.code} and the header {@code x-ms-error-code}. */
    String wireName() {
        return wireName;
    }

    static Optional<ErrorCode> named(String wireName) {
        return Arrays.stream(values()).filter(code -> code.wireName.equals(wireName)).findFirst();
    }

    /** For a status the container or JAX-RS chose: the code of that status that says least. */
    static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 409 -> CONFLICT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
