package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import java.time.Instant;
import java.util.List;

/**
 * Enclave identity version 2 (PCS v4), signature verified: what a quoting enclave must look like.
 *
 * @param miscSelect 4 octets, as is its mask; @param attributes 16 octets, as is its mask
 * @param levels highest first
 */
public record QeIdentity(String id, Instant issueDate, Instant nextUpdate, long evaluationNumber, Bytes miscSelect,
        Bytes miscSelectMask, Bytes attributes, Bytes attributesMask, Bytes mrSigner, int isvProdId,
        List<EnclaveLevel> levels) {
    public QeIdentity {
        levels = levels.stream().sorted(EnclaveLevel.HIGHEST_FIRST).toList();
    }
}
