package dev.assay.evidence;

import dev.assay.bytes.Bytes;

/**
 * What a TPM said of itself in a quote whose signature holds (TPMS_ATTEST, Part 2, 10.12.8; TP-18).
 *
 * @param attestationKey SHA-256 of its DER SubjectPublicKeyInfo
 * @param clock milliseconds the TPM was powered since it was cleared
 * @param resetCount TPM resets since it was cleared, unsigned 32 bits
 * @param restartCount restarts and resumes since the last reset, unsigned 32 bits
 * @param safe false where {@code clock} may have been reported before
 * @param firmwareVersion the vendor's, 64 bits
 */
public record TpmState(Bytes attestationKey, long clock, long resetCount, long restartCount, boolean safe,
        long firmwareVersion) {}
