package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import dev.assay.policy.Token.Kind;

/** {@code expr}, {@code propRef} and {@code property} (maa-policy §2). */
final class ExpressionParser {
    private final TokenStream tokens;
    private final Scope scope;
    private final CallParser calls;

    ExpressionParser(TokenStream tokens, Scope scope, Version version) {
        this.tokens = tokens;
        this.scope = scope;
        this.calls = new CallParser(tokens, this, version);
    }

    Expression expression() {
        return switch (tokens.peek().kind()) {
            case STRING -> new Literal(ClaimValue.of(unescaped(tokens.take().text())));
            case INTEGER -> new Literal(integer(tokens.take()));
            case WORD -> word(tokens.take());
            default -> throw tokens.failure(tokens.peek(), "A value is expected: a string in double quotes, an "
                    + "integer, `true`, `false`, or an identifier's property such as `c.value`.");
        };
    }

    Property property() {
        Token word = tokens.peek();
        Property property = Property.named(word).orElseThrow(
                () -> tokens.failure(word, "A property is expected: type, value, valueType or issuer."));
        tokens.take();
        return property;
    }

    /** An identifier that stands for claims. */
    String identifier(Token word) {
        scope.refer(word);
        return word.text();
    }

    private Expression word(Token word) {
        if (tokens.at(Kind.OPEN))
            return tokens.within(word.shortened(), () -> calls.call(word));
        if (tokens.accept(Kind.DOT))
            return new PropertyReference(identifier(word), property());
        return switch (word.text()) {
            case "true" -> new Literal(ClaimValue.of(true));
            case "false" -> new Literal(ClaimValue.of(false));
            default -> throw tokens.failure(word, explain(word.text()));
        };
    }

    private static String explain(String word) {
        return word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")
                ? "Booleans are written in lower case: `true`, `false`."
                : "`%1$s` is no value. Write \"%1$s\" for a string, `%1$s.value` for what a claim holds."
                        .formatted(word);
    }

    private ClaimValue integer(Token digits) {
        try {
            return ClaimValue.of(Long.parseLong(digits.text()));
        } catch (NumberFormatException overflow) { // PO-07
            tokens.problem(digits, "Integers have 64 bits: from %d to %d.".formatted(Long.MIN_VALUE, Long.MAX_VALUE));
            return ClaimValue.of(0);
        }
    }

    /** A backslash protects a quote and itself; before anything else it stands for itself (maa-policy §2.1). */
    private static String unescaped(String quoted) {
        StringBuilder plain = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            boolean escapes = c == '\\' && (quoted.charAt(i + 1) == '"' || quoted.charAt(i + 1) == '\\');
            plain.append(escapes ? quoted.charAt(++i) : c);
        }
        return plain.toString();
    }
}
