/**
 * What another policy would have made of appraisals that were recorded: the inputs that are kept of one, the replay over
 * them, and the account of what would flip.
 *
 * <p>Invariants: a replay takes the instant, collateral, anchors and baseline of the appraisal it repeats, so that only
 * the policy differs; nothing here issues a token, asks a source or keeps anything. An account names verdicts, reasons,
 * claims' names and trace ids, and never evidence or a claim's value. Absent on purpose: where inputs are stored and
 * under which key, and when a replay may run.
 */
package dev.assay.impact;
