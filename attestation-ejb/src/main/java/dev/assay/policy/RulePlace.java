package dev.assay.policy;

import java.util.List;

/**
 * Where the parts of a rule stand in the text.
 *
 * @param keyword the action's, as written: {@code issue} stays apart from {@code add} here
 */
public record RulePlace(List<ConditionPlace> conditions, Position action, String keyword) {
    public RulePlace {
        conditions = List.copyOf(conditions);
    }

    /** @param at its {@code !}, identifier or bracket. @param tests where each comparison begins */
    public record ConditionPlace(Position at, List<Position> tests) {
        public ConditionPlace {
            tests = List.copyOf(tests);
        }
    }
}
