package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import java.util.List;

/**
 * What a request says of the machine, for whoever wants to look at it without a service.
 *
 * @param attestation JSON text of {@code current_attestation}
 * @param qualifyingData what its quote qualifies itself with: {@code --nonce} of {@code appraise}
 * @param logs in measurement order
 */
public record SentEvidence(String attestation, Bytes qualifyingData, List<Bytes> logs) {
    public SentEvidence {
        logs = List.copyOf(logs);
    }
}
