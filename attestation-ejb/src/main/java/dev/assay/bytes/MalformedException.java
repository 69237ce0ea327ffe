package dev.assay.bytes;

/** Input that does not have the shape its format prescribes: which field, where, and what was expected. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final long offset;

    /** @param offset octets from the start of the structure, or −1 where there is no position */
    public MalformedException(String field, long offset, String expectation) {
        super(offset < 0 ? field + ": " + expectation : field + " at offset " + offset + ": " + expectation, null,
                false,
                false);
        this.field = field;
        this.offset = offset;
    }

    public MalformedException(String field, String expectation) {
        this(field, -1, expectation);
    }

    public String field() {
        return field;
    }

    public long offset() {
        return offset;
    }
}
