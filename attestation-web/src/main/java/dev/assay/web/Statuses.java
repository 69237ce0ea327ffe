package dev.assay.web;

/** Words for a status that JAX-RS or the container chose, where no more is known. */
final class Statuses {
    private Statuses() {}

    /** In the form of the plane the request was for. */
    static Problem problem(int status) {
        return new Problem(status, Problem.code(ErrorCode.ofStatus(status)), title(status), status == 404
                ? "Nothing is served at this path. GET /management/v1 shows where to go from."
                : message(status));
    }

    private static String title(int status) {
        return status < 500 ? "The request cannot be taken." : "The service cannot answer now.";
    }

    static Answer answer(int status) {
        return Answer.error(ErrorCode.ofStatus(status), message(status)).withStatus(status);
    }

    private static String message(int status) {
        return switch (status) {
            case 404 ->
                "Nothing is served at this path. Attestation is at /attest/{type} and /t/{tenant}/attest/{type}.";
            case 405 -> "This path does not take this HTTP method. The header Allow lists those it takes.";
            case 408 -> "The request's body did not come in time. Send it at once.";
            case 414 -> "The URL is longer than the 8 KiB this service takes.";
            case 413 -> "The request is larger than this service takes.";
            case 415 -> "This path does not take this Content-Type. Send application/json.";
            case 503 -> "The service cannot answer now. Try again later.";
            default -> status < 500
                    ? "The request cannot be read as HTTP that this service takes."
                    : "The service failed; the request may be in order. Quote the header x-ms-request-id to its operator.";
        };
    }
}
