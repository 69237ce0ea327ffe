package dev.assay.policy;

import dev.assay.claims.ClaimValue.Text;
import dev.assay.policy.Expression.Call;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import dev.assay.policy.Token.Kind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** {@code action}, {@code claimArg} and {@code assign} (maa-policy §2, §5). */
final class ActionParser {
    private record Assignment(Token at, Expression value) {}

    private final TokenStream tokens;
    private final Section section;
    private final ExpressionParser expressions;

    ActionParser(TokenStream tokens, Section section, ExpressionParser expressions) {
        this.tokens = tokens;
        this.section = section;
        this.expressions = expressions;
    }

    Action action() {
        Token name = tokens.expect(Kind.WORD, "An action is expected: " + choices());
        String keyword = name.text().toLowerCase(Locale.ROOT);
        Action action = switch (keyword) {
            case "permit" -> withoutArgument(name, new Action.Permit());
            case "deny" -> withoutArgument(name, new Action.Deny());
            case "add" -> new Action.Add(claim(name));
            case "issue" -> issue(claim(name));
            case "issueproperty" -> new Action.IssueProperty(claim(name));
            default -> throw tokens.failure(name, "`%s` is no action. Write %s".formatted(name.text(), choices()));
        };
        if (!section.actions().contains(keyword)) {
            tokens.problem(name, "`%s` is no action of %s. Write %s".formatted(keyword, section.keyword(), choices()));
        }
        return action;
    }

    private String choices() {
        return "`%s`.".formatted(String.join("`, `", section.actions()));
    }

    // why: published samples write issue where only authorization's add can be meant (maa-policy §5).
    private Action issue(ClaimTemplate claim) {
        return section == Section.AUTHORIZATION ? new Action.Add(claim) : new Action.Issue(claim);
    }

    private Action withoutArgument(Token name, Action action) {
        open(name);
        if (!tokens.at(Kind.CLOSE)) {
            tokens.problem(tokens.peek(), "`%s()` takes no argument.".formatted(name.text()));
            tokens.skipUntil(() -> tokens.at(Kind.CLOSE) || tokens.at(Kind.SEMICOLON) || tokens.at(Kind.CLOSE_BRACE));
        }
        close();
        return action;
    }

    private ClaimTemplate claim(Token action) {
        open(action);
        boolean copies = tokens.peek().isWord("claim");
        ClaimTemplate claim = copies ? copy() : made(action);
        close();
        return claim;
    }

    private ClaimTemplate copy() {
        tokens.take();
        assign();
        Token identifier = tokens.expect(Kind.WORD,
                "An identifier is expected that a condition binds, as `c` in `c:[type==\"name\"]`.");
        return new ClaimTemplate.Copy(expressions.identifier(identifier));
    }

    private ClaimTemplate made(Token action) {
        Map<Property, Assignment> assignments = new EnumMap<>(Property.class);
        do {
            assignment(assignments);
        } while (tokens.accept(Kind.COMMA));
        Assignment type = required(Property.TYPE, assignments);
        Assignment value = required(Property.VALUE, assignments);
        checkType(action, type);
        checkValueType(assignments.get(Property.VALUE_TYPE), value);
        return new ClaimTemplate.Made(type.value(), value.value());
    }

    private void assignment(Map<Property, Assignment> assignments) {
        Token name = tokens.peek();
        if (name.is(Kind.STRING))
            throw tokens.failure(name, "Name what the string is for: `type=` or `value=`.");
        Property property = expressions.property();
        assign();
        if (assignments.put(property, new Assignment(tokens.peek(), expressions.expression())) != null) {
            tokens.problem(name, "`%s` is assigned twice.".formatted(property.keyword()));
        }
        if (property == Property.ISSUER) {
            tokens.problem(name, "A rule cannot choose its claim's issuer; it is always AttestationPolicy. Leave "
                    + "`issuer` out.");
        }
    }

    private Assignment required(Property property, Map<Property, Assignment> assignments) {
        Assignment assignment = assignments.get(property);
        if (assignment == null)
            throw tokens.failure(tokens.peek(), "`%s=` is missing: a claim has a type and a value."
                    .formatted(property.keyword()));
        return assignment;
    }

    private void checkType(Token action, Assignment type) {
        if (!(type.value() instanceof Literal(var literal)))
            return;
        if (!(literal instanceof Text(var name)) || name.isEmpty()) {
            tokens.problem(type.at(), "A claim's type is a string of at least one character.");
        } else if (action.isWord("issue") && ReservedClaims.contains(name)) { // JW-08
            tokens.problem(type.at(), "The token claim \"%s\" is the service's own. Issue under another name."
                    .formatted(name));
        }
    }

    private void checkValueType(Assignment valueType, Assignment value) {
        if (valueType != null && !agree(valueType.value(), value.value())) {
            tokens.problem(valueType.at(), "This is not the type of the value. Leave `valueType` out; it follows the "
                    + "value.");
        }
    }

    private static boolean agree(Expression valueType, Expression value) {
        return switch (value) {
            case Literal(var literal) -> valueType.equals(new Literal(new Text(literal.typeName())));
            case PropertyReference(var identifier, var property) -> property == Property.VALUE
                    && valueType.equals(new PropertyReference(identifier, Property.VALUE_TYPE));
            case Call(var function, var arguments, var query) -> function.resultType()
                    .map(type -> valueType.equals(new Literal(new Text(type)))).orElse(false);
        };
    }

    private void open(Token name) {
        tokens.expect(Kind.OPEN, "`(` is expected behind `%s`.".formatted(name.text()));
    }

    private void close() {
        tokens.expect(Kind.CLOSE, "`)` is expected here.");
    }

    private void assign() {
        tokens.expectRather(Kind.ASSIGN, Kind.EQUAL, "An action assigns with `=`.");
    }
}
