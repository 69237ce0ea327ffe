package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;
import dev.assay.policy.Action;

/** Words several checks use. */
final class Wording {
    private static final int MOST = 80;

    private Wording() {}

    /** A literal as a policy writes it, cut where it is long. */
    static String of(ClaimValue value) {
        return switch (value) {
            case Flag(boolean flag) -> String.valueOf(flag);
            case Whole(long whole) -> String.valueOf(whole);
            case Text(String text) -> quoted(text);
        };
    }

    static String quoted(String text) {
        String shown = text.length() <= MOST ? text : text.substring(0, MOST) + "…";
        return '"' + shown.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What does not happen where a rule's conditions never hold. */
    static String never(Action action) {
        return switch (action) {
            case Action.Permit() -> "This rule never permits.";
            case Action.Deny() -> "This rule never denies: what it is to keep out passes.";
            case Action.Add add -> "This rule never adds its claim.";
            case Action.Issue issue -> "This rule never issues its claim.";
            case Action.IssueProperty property -> "This rule never sets its property.";
        };
    }

    static String article(String typeName) {
        return typeName.equals("Integer") ? "an Integer" : "a " + typeName;
    }
}
