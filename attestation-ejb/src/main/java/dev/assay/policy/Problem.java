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
    static Problem at(Token token, String rulePath, String message) {
        return new Problem(token.at().line(), token.at().column(), token.shortened(), rulePath, message);
    }

    @Override
    public String toString() {
        return "line %d, column %d, at \"%s\" (%s): %s".formatted(line, column, symbol, rulePath, message);
    }
}
