package dev.assay.identity;

/** A bearer token that is not believed; the message is for the log and says nothing of the token's content. */
public final class TokenRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenRefusedException(String problem) {
        super(problem, null, false, false);
    }
}
