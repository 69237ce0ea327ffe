package dev.assay.lint;

import dev.assay.policy.Action;
import dev.assay.policy.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decisions and token claims that go by boot events' types or numbers, which a quote does not cover, without asking for a
 * PCR or a digest on the way (TP-11, TP-19): who owns the machine writes such events as they like.
 */
final class UnmeasuredEvents implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        Set<Spot> loose = new HashSet<>();
        reading.rules().stream().filter(view -> !(view.rule().action() instanceof Action.Add))
                .flatMap(UnmeasuredEvents::relied).forEach(trail -> loose.addAll(trail.loose()));
        loose.forEach(spot -> findings.warn("unmeasured-event-field", spot,
                "This query picks events by type or number, which the quote does not cover, and no query on the way to "
                        + "a token or a decision asks for the PCR: whoever owns the machine can relabel the true event "
                        + "and append one of their own to a PCR nobody looks at.",
                "Ask for the PCR the event belongs in, as PcrIndex == `7` for secure boot or `10` for IMA, or compare "
                        + "its Digests."));
    }

    /** What the rule's outcome depends on: the value it makes, and the claims its other conditions take. */
    private static Stream<Trail> relied(RuleView view) {
        Set<String> used = view.rule().action().identifiers();
        Stream<Trail> conditions = view.conditions().stream()
                .filter(condition -> !condition.condition().negated())
                .filter(condition -> !used.contains(condition.condition().identifier())
                        || Tests.asks(condition.condition(), Property.VALUE))
                .flatMap(condition -> trails(condition.matching()));
        Stream<Trail> values = Stream.concat(trails(view.made().stream().toList()), trails(view.copied()));
        return Stream.concat(conditions, values);
    }

    private static Stream<Trail> trails(List<Shape> shapes) {
        return shapes.stream().map(shape -> shape.value().trail());
    }
}
