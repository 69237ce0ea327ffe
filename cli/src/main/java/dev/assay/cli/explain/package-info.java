/**
 * An appraisal for people at a terminal: checks first, then the policy's rules with what each compared (maa-policy §4–§6).
 *
 * <p>Invariant: no line is wider than 100 columns, but for a word that is; nothing of evidence or policy reaches the
 * terminal as a control character. Deliberately absent: colours, and any judgement of its own.
 */
package dev.assay.cli.explain;
