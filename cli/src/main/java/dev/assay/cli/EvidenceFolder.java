package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.cli.tpm.SentEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the evidence of a TPM is left for {@code eventlog} and {@code appraise}. */
record EvidenceFolder(Path folder) {
    static final String ATTESTATION = "attestation.json";
    static final String NONCE = "nonce";

    /** @throws UsageException where it cannot be written */
    void write(SentEvidence sent) {
        try {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(ATTESTATION), sent.attestation() + "\n");
            WholeFile.write(folder.resolve(NONCE), sent.qualifyingData().toHex() + "\n");
            writeLogs(sent.logs());
        } catch (IOException refused) {
            throw new UsageException("--keep: " + folder + " cannot be written; check its permissions.");
        }
    }

    private void writeLogs(List<Bytes> logs) throws IOException {
        for (int i = 0; i < logs.size(); i++) {
            WholeFile.write(folder.resolve(i == 0 ? "boot.log" : "boot-" + (i + 1) + ".log"), logs.get(i));
        }
    }
}
