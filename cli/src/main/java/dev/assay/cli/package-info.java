/**
 * The command line: the pure core for auditors and machines without a network, a relying party, the import of
 * collateral, a tenant's policies as files, and the walk a first-time reader sees.
 *
 * <p>Invariant: standard output carries the answer and nothing else; sentences for people go to standard error (the walk,
 * whose answer is sentences, excepted). Exit codes: those of {@link dev.assay.cli.ExitCode}. Holds no server and judges
 * nothing itself: every verdict is the core's.
 */
package dev.assay.cli;
