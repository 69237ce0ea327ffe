package dev.assay.evidence;

/** Thrown inside a check, turned into that check's outcome in one place ({@link Checks}); never crosses the core. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail names the field and the expectation; never echoes evidence or keys */
    public Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
