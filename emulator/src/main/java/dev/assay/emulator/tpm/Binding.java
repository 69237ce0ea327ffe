package dev.assay.emulator.tpm;

/** How a key sent along is bound to the TPM (maa-tpm §2.3). */
public enum Binding {
    NONE,
    TPM_QUOTE,
    TPM_CERTIFY
}
