package dev.assay.policy;

import dev.assay.policy.trace.Place;
import java.util.List;

/** Which rules a decision rests on: their places, and nothing of what they ask for. */
public final class Deciding {
    private Deciding() {}

    /** The deny that fired or the rule that failed; where nothing permitted, every permit there is; none of a permit. */
    public static List<Place> places(Policy policy, Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> List.of();
            case Decision.Denied denied -> at(policy, denied.rule());
            case Decision.NoPermit none -> permits(policy);
            case Decision.Failed failed -> at(policy, failed.rule());
        };
    }

    static Place place(Rule rule) {
        return new Place(rule.section().keyword(), rule.number(), rule.line());
    }

    private static List<Place> permits(Policy policy) {
        return policy.authorization().stream().filter(rule -> rule.action() instanceof Action.Permit)
                .map(Deciding::place).toList();
    }

    private static List<Place> at(Policy policy, String place) {
        return policy.rules().filter(rule -> rule.place().equals(place)).map(Deciding::place).toList();
    }
}
