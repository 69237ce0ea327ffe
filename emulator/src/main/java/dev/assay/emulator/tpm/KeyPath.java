package dev.assay.emulator.tpm;

/** How a request declares that its attestation key is to be trusted (TP-06). */
public enum KeyPath {
    /** {@code aik_cert}. */
    CERTIFICATE,
    /** {@code aik_pub}: a device registered before. */
    REGISTERED
}
