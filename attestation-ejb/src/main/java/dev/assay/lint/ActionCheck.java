package dev.assay.lint;

import dev.assay.policy.Action;
import dev.assay.policy.Section;
import java.util.List;
import java.util.stream.Stream;

/** Actions that fail, or do other than their name says. */
final class ActionCheck implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        for (RuleView view : reading.rules()) {
            boolean issues = view.rule().action() instanceof Action.Issue;
            if (issues && Stream.concat(view.made().stream(), view.copied().stream())
                    .anyMatch(shape -> shape.value().readOnly())) {
                readOnly(view, findings);
            }
            if (view.rule().section() == Section.AUTHORIZATION && view.place().keyword().equalsIgnoreCase("issue")) {
                issued(view, findings);
            }
        }
    }

    private static void readOnly(RuleView view, Findings findings) {
        findings.warn("read-only-claim", view.action(),
                "What this issues is read-only, or computed from what is: wherever the rule's conditions hold, the "
                        + "attestation fails.",
                "Use `add`, and issue what follows from it: the outcome of a comparison, of IsSubsetOf or of "
                        + "ContainsOnlyValue.");
    }

    private static void issued(RuleView view, Findings findings) {
        findings.note("issue-in-authorization", view.action(),
                "In authorizationrules `issue` is taken as `add`: the claim is for later rules and is not in the token.",
                "Write `add`, or issue the claim in issuancerules.");
    }
}
