/**
 * What every kind of evidence shares (RFC 9334): the {@link dev.assay.evidence.Scheme} each trusted execution
 * environment implements, the checks it makes and their outcome, and the verdicts.
 *
 * <p>Invariant: a check's failure is a {@link dev.assay.evidence.Reason}, and a reason has exactly one verdict, so
 * "the evidence is bad" and "we cannot tell" cannot be confused. Pure: no clock, file, socket or container type.
 */
package dev.assay.evidence;
