package dev.assay.policy;

import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** {@code conditions}, {@code condition}, {@code propCond} and {@code relOp} (maa-policy §2). */
final class ConditionParser {
    private static final int MOST_CONDITIONS = 64;

    private final TokenStream tokens;
    private final Scope scope;
    private final ExpressionParser expressions;
    private final Version version;

    ConditionParser(TokenStream tokens, Scope scope, ExpressionParser expressions, Version version) {
        this.tokens = tokens;
        this.scope = scope;
        this.expressions = expressions;
        this.version = version;
    }

    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        do {
            if (conditions.size() == MOST_CONDITIONS) // PO-01
                throw tokens.failure(tokens.peek(),
                        "A rule has at most %d conditions. Split this one.".formatted(MOST_CONDITIONS));
            conditions.add(tokens.within("condition " + (conditions.size() + 1), this::condition));
        } while (another(Kind.AND, Kind.OR,
                "There is no OR. Write one rule per alternative, each with the same action."));
        return conditions;
    }

    private Condition condition() {
        boolean negated = negation();
        Token name = tokens.peek();
        boolean named = name.is(Kind.WORD) && tokens.followedBy(Kind.COLON);
        if (named) {
            tokens.take();
            tokens.take();
        }
        tokens.expect(Kind.OPEN_BRACKET, "A condition stands in square brackets, as in `c:[type==\"name\"]`.");
        List<PropertyTest> tests = tests();
        tokens.expect(Kind.CLOSE_BRACKET, "`,` and another comparison, or `]`, is expected here.");
        if (named) {
            scope.bind(name, negated);
        }
        return new Condition(negated, named ? name.text() : "", tests);
    }

    private boolean negation() {
        if (tokens.at(Kind.NOT) && !version.has(Version.V1_2)) {
            tokens.problem(tokens.peek(), "`!` before a condition needs version 1.2. Write `version=1.2;`.");
        }
        return tokens.accept(Kind.NOT);
    }

    private List<PropertyTest> tests() {
        List<PropertyTest> tests = new ArrayList<>();
        do {
            tests.add(test());
        } while (another(Kind.COMMA, Kind.AND, "Comparisons inside one pair of brackets are joined by `,`."));
        return tests;
    }

    private PropertyTest test() {
        Property property = expressions.property();
        Token symbol = tokens.peek();
        Operator operator = operator(symbol);
        Expression operand = expressions.expression();
        if (operator.orders() && !mayHaveOrder(property, operand)) {
            tokens.problem(symbol, "`%s` compares integers only. Use `==` or `!=` here.".formatted(symbol.text()));
        }
        return new PropertyTest(property, operator, operand);
    }

    private static boolean mayHaveOrder(Property property, Expression operand) {
        boolean integerOrUnknown = !(operand instanceof Literal(var value)) || value.typeName().equals("Integer");
        return property == Property.VALUE && integerOrUnknown;
    }

    private Operator operator(Token symbol) {
        Operator operator = switch (symbol.kind()) {
            case ASSIGN -> instead(symbol, Operator.EQUAL, "`=` assigns, in actions. A condition compares with `==`.");
            case MATCHES -> instead(symbol, Operator.EQUAL, // PO-03
                    "`=~` is not an operator here. Use `==`, one rule per value.");
            case NOT_MATCHES -> instead(symbol, Operator.NOT_EQUAL, // PO-03
                    "`!~` is not an operator here. Use `!=`, one comparison per value.");
            case ARROW -> instead(symbol, Operator.GREATER_OR_EQUAL, "`=>` leads to the action. Write `>=`.");
            default -> Operator.written(symbol.text()).orElseThrow(
                    () -> tokens.failure(symbol, "An operator is expected: ==, !=, <, <=, > or >=."));
        };
        tokens.take();
        return operator;
    }

    private Operator instead(Token symbol, Operator meant, String advice) {
        tokens.problem(symbol, advice);
        return meant;
    }

    /** Whether the list goes on; a wrong separator is a problem, and it goes on. */
    private boolean another(Kind separator, Kind mistaken, String advice) {
        if (tokens.at(mistaken)) {
            tokens.problem(tokens.peek(), advice);
        }
        return tokens.accept(separator) || tokens.accept(mistaken);
    }
}
