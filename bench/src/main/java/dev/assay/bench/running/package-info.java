/**
 * Bounds of a running service, measured: {@code tenants} (ten thousand tenants cost what ten do) and {@code fairness} (a
 * noisy tenant does not slow the others). Each starts servers of its own as {@code ./assay run} does, on folders under
 * {@code target/bench}, with evidence of an emulated platform that this process is.
 *
 * <p>Invariants: latency counts from the instant a request was due, not from when it could be sent (coordinated
 * omission); a bound is judged by the median of repeats, and the spread is printed beside it; what is compared takes
 * turns. Nothing here is part of {@code ./assay test}: speed is measured, never asserted.
 */
package dev.assay.bench.running;
