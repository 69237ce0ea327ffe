package dev.assay.signing;

/** A key that exists cannot be used: decryption failed, or the key-encryption key is not the one it needs. */
public final class KeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message) {
        super(message);
    }

    public KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
