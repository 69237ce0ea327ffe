package dev.assay.lint;

import dev.assay.policy.Action;
import dev.assay.policy.Condition;
import dev.assay.policy.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Claims that are added, and looked at by no later rule: they are in no token. */
final class UnusedClaims implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        Map<String, Integer> lastUse = new HashMap<>();
        int lastOpenUse = -1;
        for (int i = 0; i < reading.rules().size(); i++) {
            for (Condition condition : reading.rules().get(i).rule().conditions()) {
                Optional<String> type = Tests.text(condition, Property.TYPE);
                if (type.isPresent()) {
                    lastUse.put(type.get(), i);
                } else {
                    lastOpenUse = i;
                }
            }
        }
        for (int i = lastOpenUse < 0 ? 0 : lastOpenUse; i < reading.rules().size(); i++) {
            look(reading.rules().get(i), i, lastUse, findings);
        }
    }

    private static void look(RuleView view, int number, Map<String, Integer> lastUse, Findings findings) {
        boolean adds = view.rule().action() instanceof Action.Add && view.place().keyword().equalsIgnoreCase("add");
        view.made().filter(shape -> adds && !shape.type().isEmpty())
                .filter(shape -> lastUse.getOrDefault(shape.type(), -1) <= number)
                .ifPresent(shape -> findings.note("unused-claim", view.action(),
                        "No rule below asks for the claim %s, and what is added is not in the token: nobody sees it."
                                .formatted(Wording.quoted(shape.type())),
                        "Use `issue` in issuancerules if it is meant for the token, or leave the rule out."));
    }
}
