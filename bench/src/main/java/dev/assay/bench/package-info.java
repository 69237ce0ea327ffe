/**
 * Measurements: JMH for the core, a closed loop for a running service. Results are ratios to one P-256 verification on the
 * same machine in the same run, so that they can be compared from machine to machine.
 *
 * <p>Run by {@code ./assay bench}, never by {@code ./assay test}: nothing here is asserted but that answers are 200.
 */
package dev.assay.bench;
