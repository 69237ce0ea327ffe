package dev.assay.policy;

/**
 * One thing wrong with a policy's text.
 *
 * @param line from 1
 * @param column from 1
 * @param symbol the offending text, shortened
 * @param rulePath grammar position, as in {@code policy > authorizationrules > rule 2 > condition 1}
 * @param message what is wrong and what would be right
 */
public record Problem(int line, int column, String symbol, String rulePath, String message) {
    private static final int SYMBOL_LENGTH = 40;

    static Problem at(Token token, String rulePath, String message) {
        return new Problem(token.at().line(), token.at().column(), shortened(token.text()), rulePath, message);
    }

    @Override
    public String toString() {
        return "line %d, column %d, at \"%s\" (%s): %s".formatted(line, column, symbol, rulePath, message);
    }

    // why: the symbol is the caller's text and ends up in logs, where it must stay on its line.
    private static String shortened(String text) {
        String head = text.length() <= SYMBOL_LENGTH ? text : text.substring(0, SYMBOL_LENGTH) + "…";
        return head.replaceAll("\\p{Cntrl}+", " ");
    }
}
