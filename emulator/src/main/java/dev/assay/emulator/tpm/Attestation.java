package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;

/**
 * What a TPM says and signs.
 *
 * @param attest TPMS_ATTEST
 * @param signature TPMT_SIGNATURE
 * @param rawSignature for RSA the number alone, for ECDSA r and s
 */
public record Attestation(Octets attest, Octets signature, Octets rawSignature) {}
