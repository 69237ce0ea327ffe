package dev.assay.cli;

import dev.assay.evidence.Verdict;

/** What the process leaves behind for scripts. */
public final class ExitCode {
    public static final int OK = 0;
    /** A token, or what a command was given to check, was looked at and refused. */
    public static final int REFUSED = 1;
    /** Something out of reach kept the question open. */
    public static final int COULD_NOT_TELL = 3;
    /** sysexits' EX_USAGE: the command was not given what it takes. */
    public static final int USAGE = 64;
    /** sysexits' EX_SOFTWARE: the fault is ours. */
    public static final int SOFTWARE = 70;

    private ExitCode() {}

    /** 0, 1, 2, 3 for permit, deny, reject, unavailable. */
    public static int of(Verdict verdict) {
        return switch (verdict) {
            case PERMIT -> 0;
            case DENY -> 1;
            case REJECT -> 2;
            case UNAVAILABLE -> 3;
        };
    }
}
