package dev.assay.policy;

/** A rule cannot be evaluated. Leaves the engine as {@link Decision.Failed}. */
final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean budget;

    private EvaluationException(String message, boolean budget) {
        super(message, null, false, false);
        this.budget = budget;
    }

    static EvaluationException error(String message) {
        return new EvaluationException(message, false);
    }

    /** A function fails; the message says of what, never repeating what it was given. */
    static EvaluationException error(PolicyFunction function, String message) {
        return error(function.written() + ": " + message);
    }

    static EvaluationException budget(String message) {
        return new EvaluationException(message, true);
    }

    boolean budget() {
        return budget;
    }
}
