package dev.assay.vendor;

/** A document could not be had from its source; the message is fit to be shown to a caller. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceException(String message) {
        super(message, null, false, false);
    }
}
