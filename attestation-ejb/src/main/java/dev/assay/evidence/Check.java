package dev.assay.evidence;

import java.util.Optional;

/**
 * One numbered step of a checklist and how it went.
 *
 * @param id the checklist's letter, a dot and the step's number, as in {@code A.19}
 * @param title the step in a few words
 * @param detail what was seen, or why it failed or was skipped
 * @param reason present only where the outcome is {@link Outcome#FAIL}
 */
public record Check(String id, String title, Outcome outcome, String detail, Optional<Reason> reason) {
    /** How a step went. */
    public enum Outcome {
        PASS,
        FAIL,
        SKIPPED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Check pass(Step step, String detail) {
        return new Check(step.id(), step.title(), Outcome.PASS, detail, Optional.empty());
    }

    static Check fail(Step step, Reason reason, String detail) {
        return new Check(step.id(), step.title(), Outcome.FAIL, detail, Optional.of(reason));
    }

    static Check skipped(Step step, String detail) {
        return new Check(step.id(), step.title(), Outcome.SKIPPED, detail, Optional.empty());
    }
}
