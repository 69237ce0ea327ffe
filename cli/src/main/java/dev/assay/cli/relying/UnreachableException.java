package dev.assay.cli.relying;

/** The issuer could not be asked, so nothing is known about the token. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String why) {
        super(why, null, false, false);
    }
}
