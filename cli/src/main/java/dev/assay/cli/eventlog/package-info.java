/**
 * Boot event logs as people and scripts read them: {@code assay eventlog}. Member names are snake case, octets
 * lower-case hexadecimal.
 *
 * <p>Invariant: nothing of a log reaches a terminal's table as a control character. Deliberately absent: a
 * verdict; a log is not evidence until its replay equals a quote, so {@link dev.assay.cli.eventlog.Belief} says only what
 * would be made of one.
 */
package dev.assay.cli.eventlog;
