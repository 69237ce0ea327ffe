/**
 * A real TPM in software: {@code swtpm} and {@code tpm2-tools} of the system's packages, as a machine with a certified
 * endorsement key and a measured boot (TCG PC Client Platform TPM Profile 1.05; EK Credential Profile 2.6).
 *
 * <p>Invariant: nothing here imitates a TPM; what it signs, a TPM's own code signed. Where the packages are absent
 * {@link dev.assay.emulator.swtpm.SoftwareTpm#missing()} says so and nothing starts. Deliberately absent: what a TPM must
 * not do; for mistakes there are emulated devices.
 */
package dev.assay.emulator.swtpm;
