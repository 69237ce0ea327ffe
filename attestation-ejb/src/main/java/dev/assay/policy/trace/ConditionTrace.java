package dev.assay.policy.trace;

import java.util.List;
import java.util.Optional;

/**
 * One condition, by its own comparisons; those with other conditions' claims are in {@link JoinTrace}.
 *
 * @param text as a policy writes it, {@code c:[type=="x", value==true]}
 * @param holds whether it is met; a negated one is met where no claim matches
 * @param matched the claims that pass its own comparisons
 * @param nearest where it lacks a match: the claims that come nearest
 * @param hint a sentence where the cause can be named
 */
public record ConditionTrace(String text, boolean negated, boolean holds, Several<Seen> matched,
        List<NearMiss> nearest, Optional<String> hint) {
    public ConditionTrace {
        nearest = List.copyOf(nearest);
    }
}
