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
            view.outcome().misfits().stream().findFirst().ifPresent(misfit -> misfit(view, misfit, findings));
            if (view.rule().action() instanceof Action.Issue) {
                issues(view, findings);
            }
            if (view.rule().section() == Section.AUTHORIZATION && view.place().keyword().equalsIgnoreCase("issue")) {
                issued(view, findings);
            }
        }
    }

    private static void issues(RuleView view, Findings findings) {
        List<Shape> shapes = Stream.concat(view.made().stream(), view.copied().stream()).toList();
        boolean queried = !view.outcome().queries().isEmpty();
        if (shapes.stream().anyMatch(shape -> shape.value().readOnly())) {
            readOnly(view, findings);
        } else if (queried && shapes.stream().anyMatch(shape -> shape.value().form() instanceof ValueForm.JsonTexts)) {
            jsonText(view, findings);
        }
    }

    private static void readOnly(RuleView view, Findings findings) {
        findings.warn("read-only-claim", view.action(),
                "What this issues is read-only, or computed from what is: wherever the rule's conditions hold, the "
                        + "attestation fails.",
                "Use `add`, and issue what follows from it: the outcome of a comparison, of IsSubsetOf or of "
                        + "ContainsOnlyValue.");
    }

    private static void misfit(RuleView view, String misfit, Findings findings) {
        findings.warn("function-fails", view.action(),
                misfit + ": wherever the rule's conditions hold, the attestation fails.",
                "Compare valueType in the condition, or give the function what it takes.");
    }

    private static void jsonText(RuleView view, Findings findings) {
        findings.note("json-text-issued", view.action(),
                "JmesPath gives JSON text: the token has it as one string, in which a string has quotes of its own.",
                "Write value=JsonToClaimValue(JmesPath(…)).");
    }

    private static void issued(RuleView view, Findings findings) {
        findings.note("issue-in-authorization", view.action(),
                "In authorizationrules `issue` is taken as `add`: the claim is for later rules and is not in the token.",
                "Write `add`, or issue the claim in issuancerules.");
    }
}
