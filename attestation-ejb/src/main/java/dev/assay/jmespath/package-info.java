/**
 * JMESPath for policies (jmespath.org specification, with {@code equals_ignore_case} of maa-policy §7): text →
 * {@code Lexer} → {@code Parser} → syntax tree ({@code Node}) → {@link dev.assay.jmespath.JmesPath} → {@code Evaluator}
 * over Jakarta JSON values.
 *
 * <p>Invariants: an expression and its tree are immutable, shared between threads, and bounded before they exist: 16 384
 * characters, 64 deep, 64 projections (PO-04). Every visit of a node and every element handled is paid for to the
 * {@link dev.assay.jmespath.Meter} before the work, so that a search ends within the caller's budget (PO-02); its
 * exception is never caught here. Results longer than 1 048 576 characters or nested deeper than 128 have no text.
 * Numbers are decimal: integers are exact, and 1 equals 1.0. Depends on the JDK, Jakarta JSON Processing and the core's
 * JSON reader. Functions are the constants of one enumeration, and pure (PO-05).
 *
 * <p>Why not a library: io.burt:jmespath-core 0.6.0 computes sums, averages and roundings in {@code double}, parses by
 * an unbounded recursive descent, and calls its adapter for access to data only, so that work between accesses is
 * counted by no one; smithy-jmespath 1.73.0 keeps its functions in a closed registry that takes no other one, parses by
 * unbounded recursion, and compares literals as {@code double}. Both would have to be forked to be bounded. The official
 * compliance cases, which the former's test archive carries, are run against this package.
 *
 * <p>Deliberately absent: regular expressions (PO-03); reflection, clock, file, network (PO-05); unquoted text between
 * backticks and the other leniencies of older implementations; the functions and operators of the community's later
 * specification.
 */
package dev.assay.jmespath;
