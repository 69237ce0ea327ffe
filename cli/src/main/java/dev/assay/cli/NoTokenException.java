package dev.assay.cli;

/** No access token was given out. The message is the one reason. */
final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    NoTokenException(String why, int exitCode) {
        super(why, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
