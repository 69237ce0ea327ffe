package dev.assay.lint;

import dev.assay.policy.Position;
import dev.assay.policy.Section;
import java.util.List;

/** Whether the policy can permit, and whether it can refuse. */
final class PermitCheck implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        List<RuleView> decisions = reading.of(Section.AUTHORIZATION).stream().filter(RuleView::decides).toList();
        List<RuleView> permits = decisions.stream().filter(RuleView::permits).toList();
        if (permits.isEmpty()) {
            findings.warn("no-permit", new Spot("policy", new Position(1, 1)),
                    "No rule permits, so this policy refuses all evidence.",
                    "Write at least one rule with `permit()` in authorizationrules.");
        } else if (permits.stream().noneMatch(RuleView::possible)) {
            findings.warn("never-permits", permits.getFirst().spot(),
                    "No rule with `permit()` can ever hold, so this policy refuses all evidence.",
                    "Correct the conditions of one of them; each has a warning of its own.");
        }
        decisions.stream().filter(RuleView::denies).filter(RuleView::certain).forEach(deny -> always(deny, findings));
        permits.stream().filter(RuleView::certain).findFirst()
                .filter(permit -> decisions.size() == permits.size()).ifPresent(permit -> everything(permit, findings));
    }

    private static void always(RuleView deny, Findings findings) {
        findings.warn("always-denies", deny.spot(),
                "This rule denies whatever the evidence says, and a deny outweighs every permit.",
                "Give it a condition, or leave the rule out.");
    }

    private static void everything(RuleView permit, Findings findings) {
        findings.note("permits-everything", permit.spot(),
                "Every piece of sound evidence the baseline lets pass gets a token; what runs there is for those to "
                        + "judge who read the token's claims.",
                "If this policy is to decide, give the rule conditions, on the measurement or the signer for one.");
    }
}
