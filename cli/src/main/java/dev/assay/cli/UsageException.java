package dev.assay.cli;

import java.util.List;

/** The command was given something it cannot use: which option, and what to give instead. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems further lines, one thing wrong each; empty where the message says it all */
    public UsageException(String message, List<String> problems) {
        super(message, null, false, false);
        this.problems = List.copyOf(problems);
    }

    public UsageException(String message) {
        this(message, List.of());
    }

    public List<String> problems() {
        return problems;
    }
}
