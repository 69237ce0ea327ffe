/**
 * The policy language (maa-policy): text → {@code Lexer} → {@code PolicyParser} → syntax tree → {@code PolicyEngine}.
 *
 * <p>Invariant: a {@link dev.assay.policy.Policy} exists only parsed; text that did not parse never reaches the engine.
 * Sees claims, and nothing of evidence, tenants or the container. No reflection, clock, file or network (PO-05).
 */
package dev.assay.policy;
