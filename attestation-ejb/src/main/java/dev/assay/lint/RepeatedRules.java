package dev.assay.lint;

import dev.assay.policy.Action;
import dev.assay.policy.Condition;
import dev.assay.policy.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that do what one above does already. */
final class RepeatedRules implements Check {
    private record Deed(Section section, List<Condition> conditions, Action action) {}

    @Override
    public void look(Reading reading, Findings findings) {
        Map<Deed, RuleView> seen = new HashMap<>();
        List<RuleView> decided = new ArrayList<>();
        for (RuleView view : reading.rules()) {
            RuleView first = seen.putIfAbsent(
                    new Deed(view.rule().section(), view.rule().conditions(), view.rule().action()), view);
            if (first != null) {
                repeated("duplicate-rule", view, first, "This rule says the same as", findings);
            } else if (view.decides()) {
                reading.effort().spend(decided.size() * (1 + view.conditions().size()));
                decided.stream().filter(earlier -> covers(earlier, view)).findFirst()
                        .ifPresent(earlier -> repeated("rule-without-effect", view, earlier,
                                "Whatever meets this rule's conditions meets those of", findings));
                decided.add(view);
            }
        }
    }

    private static boolean covers(RuleView earlier, RuleView later) {
        boolean joins = later.rule().conditions().stream().flatMap(condition -> condition.tests().stream())
                .anyMatch(test -> Tests.literal(test).isEmpty());
        Set<Condition> conditions = new HashSet<>(later.rule().conditions());
        return !joins && earlier.rule().action().equals(later.rule().action())
                && conditions.containsAll(earlier.rule().conditions());
    }

    private static void repeated(String code, RuleView view, RuleView earlier, String relation, Findings findings) {
        findings.warn(code, view.spot(), "%s %s (line %d), which has the same action, so it changes nothing."
                .formatted(relation, earlier.path(), earlier.rule().line()), "Leave this rule out, or correct it.");
    }
}
