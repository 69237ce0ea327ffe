package dev.assay.pki;

/** A signature, key or certificate that does not hold; the message says which rule. */
public final class UnsoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsoundException(String message) {
        super(message, null, false, false);
    }
}
