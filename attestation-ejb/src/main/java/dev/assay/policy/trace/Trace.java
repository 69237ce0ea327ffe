package dev.assay.policy.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An evaluation, rule by rule, in the order of the policy.
 *
 * @param version of the grammar
 * @param cut what was left out for want of room
 */
public record Trace(String version, List<RuleTrace> rules, Optional<String> cut) {
    public Trace {
        rules = List.copyOf(rules);
    }

    /** The rules the decision rests on; empty on none. */
    public List<RuleTrace> deciding() {
        return rules.stream().filter(RuleTrace::deciding).toList();
    }

    /** With the rules at these places marked. */
    public Trace decidedBy(Set<Place> places) {
        return new Trace(version,
                rules.stream().map(rule -> places.contains(rule.place()) ? rule.decisive() : rule).toList(), cut);
    }
}
