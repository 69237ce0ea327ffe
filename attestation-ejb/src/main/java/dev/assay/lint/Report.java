package dev.assay.lint;

import dev.assay.policy.Problem;
import java.util.List;

/**
 * What became of checking a text.
 *
 * @param errors every problem of a text that is no policy, in the text's order; there are no warnings then
 * @param warnings in the text's order
 */
public record Report(List<Problem> errors, List<Warning> warnings) {
    public Report {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }
}
