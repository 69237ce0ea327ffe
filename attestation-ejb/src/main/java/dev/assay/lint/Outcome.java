package dev.assay.lint;

import java.util.List;
import java.util.Optional;

/**
 * What a rule's action does where the rule holds.
 *
 * @param made the claim it makes; empty for a permit, a deny and a copy
 * @param copied those it copies
 * @param misfits what a function in it is given that it never takes, as sentences
 */
record Outcome(Optional<Shape> made, List<Shape> copied, List<QueryUse> queries, List<String> misfits) {
    static final Outcome DECISION = new Outcome(Optional.empty(), List.of(), List.of(), List.of());

    static Outcome copy(List<Shape> shapes) {
        return new Outcome(Optional.empty(), shapes, List.of(), List.of());
    }
}
