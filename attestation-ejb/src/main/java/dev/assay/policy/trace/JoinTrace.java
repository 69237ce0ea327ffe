package dev.assay.policy.trace;

/**
 * A comparison between the claims of two conditions that no pair of them passes.
 *
 * @param condition number of the condition it stands in, from 1
 * @param comparison as a policy writes it: {@code value==c.value}
 * @param left what that condition's claims have. @param right what the comparison computes from the other's
 */
public record JoinTrace(int condition, String comparison, Several<Value> left, Several<Value> right, String hint) {}
