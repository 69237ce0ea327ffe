package dev.assay.lint;

/** How much a warning weighs. */
public enum Grade {
    /** The policy does not do what it says, or does it for reasons that do not hold. */
    WARNING("warning"),
    /** Worth a look; the policy works. */
    NOTE("note");

    private final String word;

    Grade(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
