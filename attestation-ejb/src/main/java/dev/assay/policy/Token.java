package dev.assay.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A piece of a policy's text.
 *
 * @param text as written, the quotes of a string included
 * @param complaint what is wrong with the piece itself; empty for all kinds but {@link Kind#BROKEN}
 */
record Token(Kind kind, String text, Position at, String complaint) {
    Token(Kind kind, String text, Position at) {
        this(kind, text, at, "");
    }

    /** Keywords are words too: what a word means is for the parser to say, so {@code type} can be an identifier. */
    enum Kind {
        WORD(""),
        STRING(""),
        INTEGER(""), //
        ARROW("=>"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        AND("&&"), //
        // why: not of this language; known so that the parser can say what to write instead.
        OR("||"),
        MATCHES("=~"),
        NOT_MATCHES("!~"), //
        LESS("<"),
        GREATER(">"),
        ASSIGN("="),
        NOT("!"),
        COMMA(","),
        COLON(":"),
        SEMICOLON(";"),
        DOT("."), //
        OPEN_BRACE("{"),
        CLOSE_BRACE("}"),
        OPEN_BRACKET("["),
        CLOSE_BRACKET("]"),
        OPEN("("),
        CLOSE(")"), //
        BROKEN(""),
        END("");

        /** Longest first, so that {@code =>} is not read as {@code =}. */
        static final List<Kind> SYMBOLS = Arrays.stream(values()).filter(kind -> !kind.symbol.isEmpty())
                .sorted(Comparator.comparing(kind -> -kind.symbol.length())).toList();

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether this is the word, in any case (maa-policy §2.1). */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As a message shows it. why: it is the caller's text and ends up in logs, where it must stay on its line. */
    String shortened() {
        String head = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return head.replaceAll("\\p{Cntrl}+", " ");
    }
}
