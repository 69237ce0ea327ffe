package dev.assay.lint;

/** How much comparing one check may do, so that no text makes it long. */
final class Effort {
    private static final int MOST = 2_000_000;

    private int spent;

    void spend(int comparisons) {
        spent += comparisons;
        if (spent > MOST)
            throw new Findings.Ended();
    }
}
