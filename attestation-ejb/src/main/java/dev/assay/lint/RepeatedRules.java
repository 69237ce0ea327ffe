package dev.assay.lint;

import dev.assay.policy.Action;
import dev.assay.policy.Condition;
import dev.assay.policy.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules that do what one above does already. */
final class RepeatedRules implements Check {
    private record Deed(Section section, List<Condition> conditions, Action action) {}

    /** A permit or deny by its first condition, so that an allow-list of a thousand rules is looked at once. */
    private record Beginning(Action action, Optional<Condition> first) {}

    @Override
    public void look(Reading reading, Findings findings) {
        Map<Deed, RuleView> seen = new HashMap<>();
        Map<Beginning, List<RuleView>> decided = new HashMap<>();
        for (RuleView view : reading.rules()) {
            RuleView first = seen.putIfAbsent(
                    new Deed(view.rule().section(), view.rule().conditions(), view.rule().action()), view);
            if (first != null) {
                repeated("duplicate-rule", view, first, "This rule says the same as", findings);
            } else if (view.decides()) {
                covering(reading.effort(), decided, view).ifPresent(earlier -> repeated("rule-without-effect", view,
                        earlier, "Whatever meets this rule's conditions meets those of", findings));
                Optional<Condition> anchor = view.rule().conditions().stream().findFirst();
                decided.computeIfAbsent(new Beginning(view.rule().action(), anchor), key -> new ArrayList<>())
                        .add(view);
            }
        }
    }

    /** A rule above that holds whenever this one does. */
    private static Optional<RuleView> covering(Effort effort, Map<Beginning, List<RuleView>> decided, RuleView view) {
        if (view.rule().conditions().stream().flatMap(condition -> condition.tests().stream())
                .anyMatch(test -> Tests.literal(test).isEmpty()))
            return Optional.empty();
        Set<Condition> conditions = new HashSet<>(view.rule().conditions());
        Stream<Optional<Condition>> anchors = Stream.concat(Stream.of(Optional.empty()),
                conditions.stream().map(Optional::of));
        return anchors.map(anchor -> decided.getOrDefault(new Beginning(view.rule().action(), anchor), List.of()))
                .flatMap(List::stream).peek(earlier -> effort.spend(1 + earlier.conditions().size()))
                .filter(earlier -> conditions.containsAll(earlier.rule().conditions())).findFirst();
    }

    private static void repeated(String code, RuleView view, RuleView earlier, String relation, Findings findings) {
        findings.warn(code, view.spot(), "%s %s (line %d), which has the same action, so it changes nothing."
                .formatted(relation, earlier.path(), earlier.rule().line()), "Leave this rule out, or correct it.");
    }
}
