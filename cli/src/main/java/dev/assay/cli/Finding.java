package dev.assay.cli;

import dev.assay.policy.Problem;

/** Something about a policy's file, in the form editors and pipelines make links of. Line and column from 1. */
record Finding(String file, int line, int column, boolean error, String sentence) {
    static Finding error(String file, Problem problem) {
        return new Finding(file, problem.line(), problem.column(), true,
                problem.message() + " At \"" + problem.symbol() + "\", " + problem.rulePath() + ".");
    }

    /** About the file as a whole. */
    static Finding error(String file, String sentence) {
        return new Finding(file, 1, 1, true, sentence);
    }

    @Override
    public String toString() {
        return "%s:%d:%d: %s: %s".formatted(file, line, column, error ? "error" : "warning", sentence);
    }
}
