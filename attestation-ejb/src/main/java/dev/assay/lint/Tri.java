package dev.assay.lint;

/** Whether something holds, as far as can be told without evidence. */
enum Tri {
    NEVER,
    MAYBE,
    ALWAYS;

    static Tri of(boolean certain) {
        return certain ? ALWAYS : NEVER;
    }
}
