package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmSignature;
import java.util.List;

/**
 * One state of the machine as it is told: a quote, the register values it is said to cover, the logs said to lead there.
 * Unverified.
 *
 * @param logs in the order of measurement, not read yet: a log is looked at once its quote was verified
 */
public record QuotedState(Attest quote, TpmSignature signature, PcrValues pcrs, List<Bytes> logs) {
    public QuotedState {
        logs = List.copyOf(logs);
    }
}
