package dev.assay.policy;

/** {@code propCond} (maa-policy §2): one comparison inside a condition's brackets. */
public record PropertyTest(Property property, Operator operator, Expression operand) {
    /** Whether the comparison is with single claims of other conditions, so that these must be matched together. */
    boolean joins() {
        return !operand.singles().isEmpty();
    }
}
