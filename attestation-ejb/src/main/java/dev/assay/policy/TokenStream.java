package dev.assay.policy;

import dev.assay.policy.Token.Kind;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The parsers' view of the text: two tokens of look-ahead, one way to demand and one way to complain. */
final class TokenStream {
    private static final int MOST_TOKENS_A_RULE = 10_000;

    private final Lexer lexer;
    private final Problems problems;
    private Token current;
    private Token following;
    private int takenInRule;

    TokenStream(Lexer lexer, Problems problems) {
        this.lexer = lexer;
        this.problems = problems;
        this.current = lexer.next();
        this.following = lexer.next();
    }

    Token peek() {
        return current;
    }

    boolean at(Kind kind) {
        return current.is(kind);
    }

    boolean followedBy(Kind kind) {
        return following.is(kind);
    }

    Token take() {
        if (++takenInRule > MOST_TOKENS_A_RULE) // PO-01
            throw failure(current, "A rule has at most %d tokens. Split this one.".formatted(MOST_TOKENS_A_RULE));
        return advance();
    }

    boolean accept(Kind kind) {
        boolean there = at(kind);
        if (there) {
            take();
        }
        return there;
    }

    /** The token of this kind, or the end of the attempt to read this rule. */
    Token expect(Kind kind, String otherwise) {
        if (!at(kind))
            throw failure(current, otherwise);
        return take();
    }

    /** Takes the right token or one often written in its place, which is a problem but no obstacle. */
    void expectRather(Kind right, Kind mistaken, String advice) {
        if (at(mistaken)) {
            problem(current, advice);
            take();
        } else {
            expect(right, advice);
        }
    }

    void problem(Token token, String message) {
        problems.add(token, message);
    }

    /** Notes the problem; the caller throws what this returns. */
    Problems.Abandoned failure(Token token, String message) {
        problem(token, message);
        return new Problems.Abandoned();
    }

    <T> T within(String part, Supplier<T> body) {
        return problems.within(part, body);
    }

    /** Starts the count of a rule's tokens anew. */
    void beginRule() {
        takenInRule = 0;
    }

    /** Passes over tokens, uncounted, up to where the condition holds or the text ends. */
    void skipUntil(BooleanSupplier there) {
        while (!at(Kind.END) && !there.getAsBoolean()) {
            advance();
        }
    }

    Problems problems() {
        return problems;
    }

    private Token advance() {
        Token taken = current;
        if (!taken.complaint().isEmpty()) {
            problem(taken, taken.complaint());
        }
        current = following;
        following = lexer.next();
        return taken;
    }
}
