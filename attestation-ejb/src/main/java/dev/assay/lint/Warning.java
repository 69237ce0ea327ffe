package dev.assay.lint;

import dev.assay.policy.Position;
import java.util.Optional;

/**
 * Something a policy's text says that is unlikely to be meant.
 *
 * @param code stable, lower case with hyphens; docs/policy-check.md lists them
 * @param at line and column, both from 1
 * @param path as in {@code authorizationrules > rule 1 > condition 2}; {@code policy} where it is about all of it
 * @param message what is so and why it matters
 * @param suggestion what to write
 */
public record Warning(String code, Grade grade, Position at, String path, String message,
        Optional<String> suggestion) {
    public int line() {
        return at.line();
    }

    public int column() {
        return at.column();
    }
}
