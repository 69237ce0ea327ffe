/**
 * What a boot log supports once it replays to quoted registers (TCG PC Client Platform Firmware Profile 1.06; TP-11 to
 * TP-19; checklist D.6 and D.7): events whose meaning may be believed, secure boot, the log's ready-made claims
 * (maa-tpm §4) and the documents policies query (maa-tpm §5).
 *
 * <p>Invariant: nothing of an event that is not measured, or not measured as what it says it is, reaches a claim or a
 * document. Deliberately absent: who made the quote, and whether it is wanted.
 */
package dev.assay.measuredboot;
