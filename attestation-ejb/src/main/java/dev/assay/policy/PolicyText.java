package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;
import dev.assay.policy.Action.Add;
import dev.assay.policy.Action.Deny;
import dev.assay.policy.Action.Issue;
import dev.assay.policy.Action.IssueProperty;
import dev.assay.policy.Action.Permit;
import dev.assay.policy.ClaimTemplate.Copy;
import dev.assay.policy.ClaimTemplate.Made;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A policy written one way: a rule on a line, or where it is long a condition on a line. Comments, blanks and empty
 * sections are gone; what is read from the text again is the same but for lines.
 */
final class PolicyText {
    private static final int WIDEST = 120;
    private static final String INDENT = "    ";

    private PolicyText() {}

    static String of(Policy policy) {
        return "version=%s;\n".formatted(policy.version().number())
                + (policy.configuration().isEmpty() ? "" : section(Section.CONFIGURATION, policy.configuration()))
                + section(Section.AUTHORIZATION, policy.authorization())
                + (policy.issuance().isEmpty() ? "" : section(Section.ISSUANCE, policy.issuance()));
    }

    private static String section(Section section, List<Rule> rules) {
        return rules.stream().map(PolicyText::rule)
                .collect(Collectors.joining("", section.keyword() + " {\n", "};\n"));
    }

    static String rule(Rule rule) {
        List<String> conditions = rule.conditions().stream().map(PolicyText::condition).toList();
        String action = "=> " + action(rule.action()) + ";\n";
        String line = INDENT + String.join(" && ", conditions) + (conditions.isEmpty() ? "" : " ") + action;
        return line.length() <= WIDEST || conditions.isEmpty()
                ? line
                : INDENT + String.join(" &&\n" + INDENT, conditions) + "\n" + INDENT + INDENT + action;
    }

    static String condition(Condition condition) {
        return (condition.negated() ? "!" : "")
                + (condition.identifier().isEmpty() ? "" : condition.identifier() + ":")
                + condition.tests().stream().map(PolicyText::test).collect(Collectors.joining(", ", "[", "]"));
    }

    static String test(PropertyTest test) {
        return test.property().keyword() + test.operator().symbol() + expression(test.operand());
    }

    static String action(Action action) {
        return switch (action) {
            case Permit() -> "permit()";
            case Deny() -> "deny()";
            case Add(var claim) -> "add(%s)".formatted(claim(claim));
            case Issue(var claim) -> "issue(%s)".formatted(claim(claim));
            case IssueProperty(var claim) -> "issueproperty(%s)".formatted(claim(claim));
        };
    }

    private static String claim(ClaimTemplate claim) {
        return switch (claim) {
            case Copy(var identifier) -> "claim=" + identifier;
            case Made(var type, var value) -> "type=%s, value=%s".formatted(expression(type), expression(value));
        };
    }

    static String expression(Expression expression) {
        return switch (expression) {
            case Literal(var value) -> value(value);
            case PropertyReference(var identifier, var property) -> identifier + "." + property.keyword();
            case Call(var function, var arguments, var query) -> arguments.stream().map(PolicyText::expression)
                    .collect(Collectors.joining(", ", function.written() + "(", ")"));
        };
    }

    static String value(ClaimValue value) {
        return switch (value) {
            case Flag(var flag) -> String.valueOf(flag);
            case Whole(var whole) -> String.valueOf(whole);
            case Text(var text) -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }
}
