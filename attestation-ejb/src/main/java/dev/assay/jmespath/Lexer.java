package dev.assay.jmespath;

import dev.assay.jmespath.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Cuts an expression into tokens; knows strings, raw strings and literals, so that what is in them opens nothing. */
final class Lexer {
    static final int MOST_CHARACTERS = 16 * 1024;

    /** Longer symbols first; where none fits, the character stands for nothing. */
    private static final List<Map.Entry<String, Kind>> SYMBOLS = List.of(Map.entry("[?", Kind.FILTER),
            Map.entry("[]", Kind.FLATTEN), Map.entry("||", Kind.OR), Map.entry("&&", Kind.AND),
            Map.entry("==", Kind.EQUAL), Map.entry("!=", Kind.UNEQUAL), Map.entry("<=", Kind.AT_MOST),
            Map.entry(">=", Kind.AT_LEAST), Map.entry("[", Kind.OPEN_BRACKET), Map.entry("]", Kind.CLOSE_BRACKET),
            Map.entry("(", Kind.OPEN_PAREN), Map.entry(")", Kind.CLOSE_PAREN), Map.entry("{", Kind.OPEN_BRACE),
            Map.entry("}", Kind.CLOSE_BRACE), Map.entry("|", Kind.PIPE), Map.entry("&", Kind.REFERENCE),
            Map.entry("!", Kind.NOT), Map.entry("<", Kind.LESS), Map.entry(">", Kind.MORE),
            Map.entry("*", Kind.STAR), Map.entry(".", Kind.DOT), Map.entry(",", Kind.COMMA),
            Map.entry(":", Kind.COLON), Map.entry("@", Kind.CURRENT));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens in order, the last of kind {@link Kind#END}. */
    static List<Token> tokens(String expression) {
        if (expression.length() > MOST_CHARACTERS) // PO-04
            throw new JmesPathException(-1, "A JMESPath expression has at most %d characters; this one has %d. Split "
                    .formatted(MOST_CHARACTERS, expression.length()) + "it into several.");
        return new Lexer(expression).cut();
    }

    private List<Token> cut() {
        while (next < text.length()) {
            if (" \t\r\n".indexOf(text.charAt(next)) >= 0) {
                next++;
            } else {
                tokens.add(token(text.charAt(next)));
            }
        }
        tokens.add(new Token(Kind.END, "", next));
        return tokens;
    }

    private Token token(char c) {
        return switch (c) {
            case '"' -> quoted();
            case '\'' -> delimited(Kind.RAW, '\'');
            case '`' -> delimited(Kind.LITERAL, '`');
            case '-' -> number();
            default -> isDigit(c) ? number() : isLetter(c) ? run(Kind.NAME, Lexer::isNamePart) : symbol();
        };
    }

    private Token symbol() {
        int at = next;
        for (var symbol : SYMBOLS) {
            if (text.startsWith(symbol.getKey(), at)) {
                next += symbol.getKey().length();
                return new Token(symbol.getValue(), symbol.getKey(), at);
            }
        }
        throw new JmesPathException(at, text.charAt(at) == '='
                ? "A single `=` compares nothing. Write `==`."
                : "The character U+%04X has no meaning here. Write names with other characters than letters, digits and "
                        .formatted(text.codePointAt(at)) + "_ in double quotes, and texts in single quotes.");
    }

    private Token number() {
        int at = next;
        Token number = run(Kind.NUMBER, Lexer::isDigit);
        if (number.text().equals("-"))
            throw new JmesPathException(at, "A `-` stands only before the digits of an index. Write names with other "
                    + "characters than letters, digits and _ in double quotes.");
        return number;
    }

    private Token run(Kind kind, IntPredicate part) {
        int at = next++;
        while (next < text.length() && part.test(text.charAt(next))) {
            next++;
        }
        return new Token(kind, text.substring(at, next), at);
    }

    private Token quoted() {
        int at = next;
        String json = text.substring(at, close('"') + 1);
        return new Token(Kind.QUOTED, JsonText.string(json, at), at);
    }

    /** why: only the delimiter can be escaped; every other backslash is one, so that paths stand as they are. */
    private Token delimited(Kind kind, char delimiter) {
        int at = next;
        String inner = text.substring(at + 1, close(delimiter));
        return new Token(kind, inner.replace("\\" + delimiter, String.valueOf(delimiter)), at);
    }

    /** Where the text that begins here is closed; cutting goes on behind that. */
    private int close(char delimiter) {
        int at = next++;
        while (next < text.length() && text.charAt(next) != delimiter) {
            next += text.charAt(next) == '\\' ? 2 : 1;
        }
        if (next >= text.length())
            throw new JmesPathException(at, "What %c opens here is not closed. Write %c at its end."
                    .formatted(delimiter, delimiter));
        return next++;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(int c) {
        return isLetter(c) || isDigit(c);
    }
}
