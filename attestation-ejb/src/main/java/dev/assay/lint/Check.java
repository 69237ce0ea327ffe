package dev.assay.lint;

/** One thing to look for in a policy. */
@FunctionalInterface
interface Check {
    void look(Reading reading, Findings findings);
}
