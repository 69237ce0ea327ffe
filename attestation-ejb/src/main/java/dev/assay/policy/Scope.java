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
    private final List<Early> early = new ArrayList<>();

    Scope(Problems problems) {
        this.problems = problems;
    }

    void bind(Token identifier) {
        if (!bound.add(identifier.text())) {
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
        return (bound.contains(identifier)
                ? "`%s` is not bound yet here. Refer to it in a later condition or in the action."
                : "No condition of this rule binds `%1$s`. Write `%1$s:` in front of the condition it stands for.")
                .formatted(identifier);
    }
}
