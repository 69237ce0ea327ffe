package dev.assay.policy;

import dev.assay.policy.Token.Kind;
import java.util.Optional;

/**
 * Cuts text into tokens, one at a time, by the lexical rules of maa-policy §2.1. Never fails: a piece that is no token
 * comes out as {@link Kind#BROKEN} with a complaint, and cutting goes on behind it.
 */
final class Lexer {
    private static final String TYPOGRAPHIC_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb";

    private final String text;
    private int next;
    private int line = 1;
    private int column = 1;
    private int begin;
    private Position at = new Position(1, 1);
    private Position crossing;
    private Position unclosed;

    Lexer(String text) {
        this.text = text;
    }

    /** The next token; {@link Kind#END} for ever once the text is used up. */
    Token next() {
        skipBlanksAndComments();
        begin = next;
        at = new Position(line, column);
        if (next == text.length())
            return new Token(Kind.END, "end of text", at);
        if (text.startsWith("/*", next))
            return unclosedComment();
        char c = text.charAt(next);
        if (c == '"')
            return string();
        if (isLetter(c))
            return word();
        if (isDigit(c) || c == '-' && next + 1 < text.length() && isDigit(text.charAt(next + 1)))
            return integer();
        return symbolOrStranger();
    }

    /** Where the string began that swallowed the rest of the text, if one did: what follows it was read inside out. */
    Optional<Position> unclosed() {
        return Optional.ofNullable(unclosed);
    }

    private Token symbolOrStranger() {
        for (Kind kind : Kind.SYMBOLS) {
            if (text.startsWith(kind.symbol(), next)) {
                skip(kind.symbol().length());
                return cut(kind);
            }
        }
        int c = text.codePointAt(next);
        skip(Character.charCount(c));
        return broken(complaintAbout(c));
    }

    private Token word() {
        while (next < text.length() && isWordPart(text.charAt(next))) {
            skip(1);
        }
        return cut(Kind.WORD);
    }

    private Token integer() {
        do {
            skip(1);
        } while (next < text.length() && isDigit(text.charAt(next)));
        return cut(Kind.INTEGER);
    }

    private Token string() {
        int close = closingQuote();
        int lineEnd = lineEnd(close);
        if (lineEnd < close && holdsTypographicQuote(lineEnd)) {
            skip(lineEnd - next);
            return broken("A typographic quote does not end a string. Write a straight one: \".");
        }
        if (close == text.length())
            return unclosedString();
        if (lineEnd < close && crossing == null) {
            crossing = at;
        }
        skip(close + 1 - next);
        return cut(Kind.STRING);
    }

    // why: one forgotten quote turns every later string inside out; the first that crosses a line is the likely one.
    private Token unclosedString() {
        unclosed = crossing == null ? at : crossing;
        skip(text.length() - next);
        return new Token(Kind.BROKEN, "\"", unclosed,
                "This string is not closed. Write \" at its end, and \\\" for a quote inside it.");
    }

    private Token unclosedComment() {
        skip(text.length() - next);
        return new Token(Kind.BROKEN, "/*", at, "This comment is not closed. Write */ at its end.");
    }

    private static String complaintAbout(int c) {
        if (TYPOGRAPHIC_QUOTES.indexOf(c) >= 0)
            return "Strings stand in straight quotes: \".";
        return switch (c) {
            case '\'' -> "Strings stand in double quotes: \".";
            case '&' -> "Conditions are joined by `&&`.";
            case '|' -> "There is no OR. Write one rule per alternative, each with the same action.";
            case '\ufeff' -> "A policy begins with `version`. Save the text without a byte order mark.";
            default -> "The character U+%04X has no meaning outside a string.".formatted(c);
        };
    }

    private int closingQuote() {
        int i = next + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private int lineEnd(int limit) {
        int i = next;
        while (i < limit && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private boolean holdsTypographicQuote(int end) {
        return text.substring(next, end).chars().anyMatch(c -> TYPOGRAPHIC_QUOTES.indexOf(c) >= 0);
    }

    private void skipBlanksAndComments() {
        for (int end = blankEnd(); end > next; end = blankEnd()) {
            skip(end - next);
        }
    }

    /** Where the blank or comment that begins here ends; {@code next} itself where none begins. */
    private int blankEnd() {
        if (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0)
            return next + 1;
        if (text.startsWith("//", next))
            return lineEnd(text.length());
        if (text.startsWith("/*", next))
            return Math.max(next, text.indexOf("*/", next + 2) + 2);
        return next;
    }

    private void skip(int count) {
        for (int end = next + count; next < end; next++) {
            char c = text.charAt(next);
            boolean breaks = c == '\n' || c == '\r' && !text.startsWith("\n", next + 1);
            if (breaks) {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
    }

    private Token cut(Kind kind) {
        return new Token(kind, text.substring(begin, next), at);
    }

    private Token broken(String complaint) {
        return new Token(Kind.BROKEN, text.substring(begin, next), at, complaint);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
