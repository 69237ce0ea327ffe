package dev.assay.cli.relying;

/** The token, or what its issuer publishes, was looked at and does not hold. The message is the one reason. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
        super(why, null, false, false);
    }
}
