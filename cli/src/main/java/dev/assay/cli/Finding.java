package dev.assay.cli;

import dev.assay.cli.policies.VisibleText;
import dev.assay.lint.Warning;
import dev.assay.policy.Problem;

/** Something about a policy's file, in the form editors and pipelines make links of. Line and column from 1. */
record Finding(String file, int line, int column, Grade grade, String sentence) {
    /** What it weighs. */
    enum Grade {
        ERROR("error"),
        WARNING("warning"),
        /** Never reason enough to refuse. */
        NOTE("note");

        private final String word;

        Grade(String word) {
            this.word = word;
        }
    }

    static Finding error(String file, Problem problem) {
        return new Finding(file, problem.line(), problem.column(), Grade.ERROR,
                problem.message() + " At \"" + problem.symbol() + "\", " + problem.rulePath() + ".");
    }

    static Finding warning(String file, Warning warning) {
        Grade grade = switch (warning.grade()) {
            case WARNING -> Grade.WARNING;
            case NOTE -> Grade.NOTE;
        };
        return new Finding(file, warning.line(), warning.column(), grade, warning.message()
                + warning.suggestion().map(suggestion -> " " + suggestion).orElse("") + " [" + warning.code() + "]");
    }

    /** About the file as a whole. */
    static Finding error(String file, String sentence) {
        return new Finding(file, 1, 1, Grade.ERROR, sentence);
    }

    @Override
    public String toString() {
        // why: sentences quote the policy, whose author may be anybody with a merge request.
        return VisibleText.of("%s:%d:%d: %s: %s".formatted(file, line, column, grade.word, sentence));
    }
}
