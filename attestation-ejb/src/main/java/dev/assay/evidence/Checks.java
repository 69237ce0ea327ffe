package dev.assay.evidence;

import dev.assay.bytes.MalformedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checks of one appraisal as they are made, in checklist order. A {@code reject} ends the appraisal by letting the
 * {@link Refusal} fly on; {@code unavailable} and {@code deny} are noted and the later steps that can still run do,
 * since a reject further on outranks them ("Settled", Verdicts). Belongs to one appraisal and one thread.
 */
public final class Checks {
    private final List<Check> made = new ArrayList<>();

    /** What a step's body found: a value for later steps and a sentence for the reader. */
    public record Finding<T>(T value, String detail) {}

    /**
     * Runs a step that must hold before any later one may run.
     *
     * @param malformed the reason where the body meets a {@link MalformedException}
     * @throws Refusal always when the step fails
     */
    public <T> T require(Step step, Reason malformed, Supplier<Finding<T>> body) {
        return attempt(step, malformed, body)
                .orElseThrow(() -> new Refusal(worst().orElseThrow().reason().orElseThrow(), step.title()));
    }

    /**
     * Runs a step; empty where it failed without making the evidence bad.
     *
     * @throws Refusal when it failed as {@code reject}
     */
    public <T> Optional<T> attempt(Step step, Reason malformed, Supplier<Finding<T>> body) {
        try {
            Finding<T> finding = body.get();
            made.add(Check.pass(step, finding.detail()));
            return Optional.of(finding.value());
        } catch (Refusal refusal) {
            return refused(step, refusal);
        } catch (MalformedException refused) {
            return refused(step, new Refusal(malformed, refused.getMessage()));
        }
    }

    /** A step that finds nothing but whether it holds; the body returns the sentence for the reader. */
    public boolean holds(Step step, Reason malformed, Supplier<String> body) {
        return attempt(step, malformed, () -> new Finding<>(true, body.get())).isPresent();
    }

    /** As {@link #holds}, before any later step may run. */
    public void mustHold(Step step, Reason malformed, Supplier<String> body) {
        require(step, malformed, () -> new Finding<>(true, body.get()));
    }

    public void skip(Step step, String why) {
        made.add(Check.skipped(step, why));
    }

    private <T> Optional<T> refused(Step step, Refusal refusal) {
        made.add(Check.fail(step, refusal.reason(), refusal.getMessage()));
        if (refusal.reason().verdict() == Verdict.REJECT)
            throw refusal;
        return Optional.empty();
    }

    /** The failed check that decides: highest rank, first made among equals; empty where none failed. */
    public Optional<Check> worst() {
        Comparator<Check> byRank = Comparator.comparing(check -> check.reason().orElseThrow().verdict().rank());
        return made.stream().filter(check -> check.outcome() == Check.Outcome.FAIL)
                .reduce((first, next) -> byRank.compare(next, first) > 0 ? next : first);
    }

    /** Every step of the checklist in its order; those not reached are skipped, with the reason. */
    public List<Check> inOrder(List<Step> checklist) {
        String why = worst().map(check -> "not reached: " + check.id() + " failed").orElse("not reached");
        return checklist.stream().map(step -> made.stream().filter(check -> check.id().equals(step.id())).findFirst()
                .orElseGet(() -> Check.skipped(step, why))).toList();
    }
}
