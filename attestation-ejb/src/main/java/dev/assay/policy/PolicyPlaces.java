package dev.assay.policy;

import dev.assay.policy.RulePlace.ConditionPlace;
import dev.assay.policy.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a policy's rules stand, by reading the tokens of its text once more. The syntax tree does without
 * positions, so that equal rules are equal wherever they stand.
 */
public final class PolicyPlaces {
    private final Lexer lexer;
    private Token token;

    private PolicyPlaces(String text) {
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    /** One for each rule, those of configurationrules first, then authorizationrules and issuancerules. */
    public static List<RulePlace> of(Policy policy) {
        return new PolicyPlaces(policy.text()).all();
    }

    private List<RulePlace> all() {
        List<RulePlace> rules = new ArrayList<>();
        while (!at(Kind.END)) {
            skipTo(Kind.OPEN_BRACE);
            while (!at(Kind.CLOSE_BRACE) && !at(Kind.END)) {
                rules.add(rule());
            }
            take();
        }
        return rules;
    }

    private RulePlace rule() {
        List<ConditionPlace> conditions = new ArrayList<>();
        while (!at(Kind.ARROW)) {
            conditions.add(condition());
            if (at(Kind.AND)) {
                take();
            }
        }
        take();
        Token action = token;
        skipTo(Kind.SEMICOLON);
        return new RulePlace(conditions, action.at(), action.text());
    }

    private ConditionPlace condition() {
        Position begin = token.at();
        List<Position> tests = new ArrayList<>();
        skipTo(Kind.OPEN_BRACKET);
        int open = 0;
        for (boolean begins = true; open > 0 || !at(Kind.CLOSE_BRACKET); take()) {
            if (begins) {
                tests.add(token.at());
            }
            open += at(Kind.OPEN) ? 1 : at(Kind.CLOSE) ? -1 : 0;
            begins = open == 0 && at(Kind.COMMA);
        }
        take();
        return new ConditionPlace(begin, tests);
    }

    /** Passes over the next token of this kind, too. */
    private void skipTo(Kind kind) {
        while (!at(kind) && !at(Kind.END)) {
            take();
        }
        take();
    }

    private boolean at(Kind kind) {
        return token.is(kind);
    }

    private void take() {
        token = lexer.next();
    }
}
