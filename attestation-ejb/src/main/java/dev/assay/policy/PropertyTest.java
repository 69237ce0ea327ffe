package dev.assay.policy;

/** {@code propCond} (maa-policy §2): one comparison inside a condition's brackets. */
public record PropertyTest(Property property, Operator operator, Expression operand) {
    /** Whether the comparison is with another condition's claims, so that the two must be matched together. */
    boolean joins() {
        return !operand.identifiers().isEmpty();
    }
}
