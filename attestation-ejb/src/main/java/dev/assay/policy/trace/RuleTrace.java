package dev.assay.policy.trace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One rule.
 *
 * @param action as a policy writes it: {@code permit()}
 * @param deciding whether the decision rests on it: the deny that fired, the rule that failed, each permit that fired or,
 *        where none did, each that did not
 * @param joins where every condition has matches and the rule did not fire: what keeps them apart
 * @param made the claims it added, issued or made properties
 * @param failure why it could not be evaluated
 * @param hint why it did not fire, in a sentence
 */
public record RuleTrace(Place place, State state, String action, boolean deciding, List<ConditionTrace> conditions,
        List<JoinTrace> joins, Several<Seen> made, Optional<String> failure, Optional<String> hint) {
    public RuleTrace {
        conditions = List.copyOf(conditions);
        joins = List.copyOf(joins);
    }

    /** How it went. */
    public enum State {
        FIRED,
        /** Its conditions are not met. */
        IDLE,
        FAILED,
        /** Evaluation ended before it. */
        NOT_RUN;

        /** Lower case with hyphens, as in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    RuleTrace decisive() {
        return new RuleTrace(place, state, action, true, conditions, joins, made, failure, hint);
    }
}
