package dev.assay.web;

/** A request that ends before any service is asked: wrong path, version, media type, size or shape. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** @param message what happened, which part of the request, what to do; never echoes evidence */
    RequestRefused(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
