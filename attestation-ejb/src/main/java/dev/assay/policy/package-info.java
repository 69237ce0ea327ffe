/**
 * The policy language, versions 1.0, 1.1 and 1.2 (maa-policy): text → {@code Lexer} → {@code PolicyParser} → syntax tree
 * ({@link dev.assay.policy.Rule}, {@link dev.assay.policy.Condition}, {@link dev.assay.policy.Action},
 * {@link dev.assay.policy.Expression}) → {@link dev.assay.policy.PolicyEngine}.
 *
 * <p>Invariants: a {@link dev.assay.policy.Policy} exists only parsed; text that did not parse never reaches the
 * engine. Trees and engine are immutable and shared between threads; what an evaluation changes lives in its own
 * {@code Evaluation}. Sees claims and JSON, and nothing of evidence, tenants or the container. What an evaluation may
 * spend is counted by its {@code Budget} in steps, so that its outcome is the same on every machine (PO-02).
 *
 * <p>Deliberately absent: regular expressions (PO-03); reflection, clock, file, network (PO-05); OR, grouping and
 * fix-points, which the language does not have.
 */
package dev.assay.policy;
