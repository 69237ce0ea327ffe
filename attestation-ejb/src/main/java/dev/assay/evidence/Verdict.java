package dev.assay.evidence;

/** The four answers, worst for the sender last but one: when several apply, the higher {@link #rank} wins. */
public enum Verdict {
    /** A token may be issued. */
    PERMIT,
    /** The evidence is sound; baseline or policy says no. */
    DENY,
    /** The evidence is not sound. */
    REJECT,
    /** We lack something to decide with: try again. */
    UNAVAILABLE;

    /** As a person or a program outside Java sees it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** "Settled": reject outranks unavailable, which outranks deny. */
    public int rank() {
        return switch (this) {
            case PERMIT -> 0;
            case DENY -> 1;
            case UNAVAILABLE -> 2;
            case REJECT -> 3;
        };
    }
}
