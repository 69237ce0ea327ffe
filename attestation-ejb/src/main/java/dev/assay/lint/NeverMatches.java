package dev.assay.lint;

import java.util.HashMap;
import java.util.Map;

/** Conditions that never hold, and negated ones that always or never do. */
final class NeverMatches implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        Map<String, RuleView> makers = new HashMap<>();
        reading.rules().forEach(view -> view.made().ifPresent(shape -> makers.putIfAbsent(shape.type(), view)));
        Diagnoses diagnoses = new Diagnoses(reading.vocabulary(), makers);
        for (RuleView view : reading.rules()) {
            view.conditions().forEach(condition -> look(view, condition, diagnoses, findings));
        }
    }

    private static void look(RuleView view, ConditionView condition, Diagnoses diagnoses, Findings findings) {
        if (condition.matching().isEmpty()) {
            Diagnosis found = diagnoses.of(condition);
            Spot spot = view.spot(condition, found.test());
            findings.add(condition.condition().negated() ? alwaysHolds(found, spot) : never(found, view, spot));
        } else if (condition.condition().negated() && condition.holds() == Tri.NEVER) {
            findings.warn("negation-never-holds", view.spot(condition),
                    "A claim that meets the comparisons is always there, so this negated condition never holds. "
                            + Wording.never(view.rule().action()),
                    "Leave the rule out, or compare the value as well.");
        }
    }

    private static Warning never(Diagnosis found, RuleView view, Spot spot) {
        return new Warning(found.code(), Grade.WARNING, spot.at(), spot.path(),
                found.message() + " " + Wording.never(view.rule().action()), found.suggestion());
    }

    private static Warning alwaysHolds(Diagnosis found, Spot spot) {
        return new Warning("negation-always-holds", Grade.WARNING, spot.at(), spot.path(),
                found.message() + " A negated condition of it always holds.", found.suggestion());
    }
}
