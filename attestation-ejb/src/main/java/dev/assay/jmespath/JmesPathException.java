package dev.assay.jmespath;

/** Why an expression cannot be read, or has no result over this document; the message is for people. */
public final class JmesPathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    JmesPathException(int position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    /** Characters of the expression before the place that is wrong; −1 where no place is. */
    public int position() {
        return position;
    }
}
