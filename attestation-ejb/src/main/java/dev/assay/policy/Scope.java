package dev.assay.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One rule's identifiers: which are bound so far, and which were named before they were (maa-policy §4). */
final class Scope {
    private record Early(Token identifier, String path) {}

    private final Problems problems;
    private final Set<String> bound = new HashSet<>();
    private final Set<String> negated = new HashSet<>();
    private final List<Early> early = new ArrayList<>();

    Scope(Problems problems) {
        this.problems = problems;
    }

    /** A negated condition's name is taken, but stands for no claim. */
    void bind(Token identifier, boolean negation) {
        boolean taken = bound.contains(identifier.text()) || negated.contains(identifier.text());
        (negation ? negated : bound).add(identifier.text());
        if (taken) {
            problems.add(identifier, "`%s` already names another condition's claims. Choose another identifier."
                    .formatted(identifier.text()));
        }
    }

    void refer(Token identifier) {
        if (!bound.contains(identifier.text())) {
            early.add(new Early(identifier, problems.path()));
        }
    }

    /** Called behind the rule, when it is known what its conditions bind. */
    void close() {
        early.forEach(use -> problems.add(use.identifier(), use.path(), explain(use.identifier().text())));
    }

    private String explain(String identifier) {
        if (negated.contains(identifier))
            return "`%s` names a condition with `!`, which holds where there is no such claim. Name another condition."
                    .formatted(identifier);
        return (bound.contains(identifier)
                ? "`%s` is not bound yet here. Refer to it in a later condition or in the action."
                : "No condition of this rule binds `%1$s`. Write `%1$s:` in front of the condition it stands for.")
                .formatted(identifier);
    }
}
