package dev.assay.vendor;

/** A document could not be had from its source; the message is fit to be shown to a caller. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    SourceException(String message) {
        this(message, false);
    }

    /** @param passing whether the same question a moment later may well be answered */
    SourceException(String message, boolean passing) {
        super(message, null, false, false);
        this.passing = passing;
    }

    boolean passing() {
        return passing;
    }
}
