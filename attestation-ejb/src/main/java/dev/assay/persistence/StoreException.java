package dev.assay.persistence;

/** The database could not be asked, or did not answer; says nothing of what was asked (DO-10). */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
