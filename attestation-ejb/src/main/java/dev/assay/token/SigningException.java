package dev.assay.token;

/** The finished payload could not be signed; nothing was released. */
public final class SigningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningException(String message, Throwable cause) {
        super(message, cause);
    }
}
