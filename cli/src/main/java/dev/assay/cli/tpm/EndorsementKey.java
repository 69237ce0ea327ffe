package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The two endorsement keys nearly every TPM has (TCG EK Credential Profile 2.6, 2.2.1.4 and 2.2.1.5). */
public enum EndorsementKey {
    RSA("rsa", "0x1C00002", List.of("-G", "rsa", "-g", "sha256", "-s", "rsassa")),
    ECC("ecc", "0x1C0000A",
            List.of("-G", "ecc", "-g", "sha256", "-s", "ecdsa"));

    private final String word;
    private final String index;
    private final List<String> attestationKey;

    EndorsementKey(String word, String index, List<String> attestationKey) {
        this.word = word;
        this.index = index;
        this.attestationKey = attestationKey;
    }

    /** As tpm2-tools call it. */
    String word() {
        return word;
    }

    /** Where the TPM's maker left its certificate. */
    String index() {
        return index;
    }

    /** Arguments that make an attestation key of the same kind. */
    List<String> attestationKey() {
        return attestationKey;
    }

    static EndorsementKey named(String word) {
        return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst().orElse(RSA);
    }

    /** The first whose certificate is there. @param indices as tpm2_getcap prints them */
    static Optional<EndorsementKey> certified(String indices) {
        return Arrays.stream(values()).filter(key -> indices.contains(key.index)).findFirst();
    }

    /** The certificate without what fills its index up: DER says how long it is (X.690, 8.1.3). */
    static Bytes withoutFilling(Bytes content) {
        if (content.length() < 4 || content.at(0) != 0x30 || content.at(1) != 0x82)
            return content;
        int length = 4 + (content.at(2) << 8 | content.at(3));
        return length < content.length() ? content.slice(0, length) : content;
    }
}
