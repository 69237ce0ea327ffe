package dev.assay.policy;

import dev.assay.policy.Token.Kind;
import java.util.List;

/** {@code rule} (maa-policy §2); one parser per rule, since identifiers are local to it. */
final class RuleParser {
    private final TokenStream tokens;
    private final Section section;
    private final Scope scope;
    private final ConditionParser conditions;
    private final ActionParser actions;

    RuleParser(TokenStream tokens, Section section, Version version) {
        this.tokens = tokens;
        this.section = section;
        this.scope = new Scope(tokens.problems());
        ExpressionParser expressions = new ExpressionParser(tokens, scope, version);
        this.conditions = new ConditionParser(tokens, scope, expressions, version);
        this.actions = new ActionParser(tokens, section, expressions);
    }

    Rule rule(int number) {
        tokens.beginRule();
        int line = tokens.peek().at().line();
        List<Condition> when = tokens.at(Kind.ARROW) ? List.of() : conditions.conditions();
        tokens.expect(Kind.ARROW, "`=>` and an action, or `&&` and another condition, is expected here.");
        Action action = tokens.within("action", actions::action);
        scope.close();
        tokens.expect(Kind.SEMICOLON, "A rule ends with `;`.");
        return new Rule(section, number, line, when, action);
    }
}
