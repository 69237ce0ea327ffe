package dev.assay.lint;

import dev.assay.policy.Action;
import dev.assay.policy.Rule;
import dev.assay.policy.RulePlace;
import java.util.List;
import java.util.Optional;

/** A rule, and what is known of it where it stands. */
record RuleView(Rule rule, RulePlace place, List<ConditionView> conditions, Outcome outcome) {
    Optional<Shape> made() {
        return outcome.made();
    }

    List<Shape> copied() {
        return outcome.copied();
    }

    String path() {
        return path(rule);
    }

    static String path(Rule rule) {
        return "%s > rule %d".formatted(rule.section().keyword(), rule.number());
    }

    static Spot action(Rule rule, RulePlace place) {
        return new Spot(path(rule) + " > action", place.action());
    }

    Spot action() {
        return action(rule, place);
    }

    /** Where the rule begins. */
    Spot spot() {
        return new Spot(path(), conditions.isEmpty() ? place.action() : place.conditions().getFirst().at());
    }

    Spot spot(ConditionView condition) {
        return new Spot(path() + " > condition " + condition.number(), condition.place().at());
    }

    /** Of a comparison, from 0. */
    Spot spot(ConditionView condition, int test) {
        return new Spot(path() + " > condition " + condition.number(), condition.place().tests().get(test));
    }

    boolean certain() {
        return conditions.stream().allMatch(condition -> condition.holds() == Tri.ALWAYS);
    }

    boolean possible() {
        return conditions.stream().noneMatch(condition -> condition.holds() == Tri.NEVER);
    }

    boolean decides() {
        return permits() || denies();
    }

    boolean permits() {
        return rule.action() instanceof Action.Permit;
    }

    boolean denies() {
        return rule.action() instanceof Action.Deny;
    }
}
