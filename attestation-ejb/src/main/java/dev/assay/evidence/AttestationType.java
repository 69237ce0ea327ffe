package dev.assay.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of evidence, by the name the wire and the command line give them. */
public enum AttestationType {
    SGX_ENCLAVE("SgxEnclave", "sgx"),
    OPEN_ENCLAVE("OpenEnclave", "openenclave"),
    TPM("Tpm", "tpm");

    private final String wireName;
    private final String shortName;

    AttestationType(String wireName, String shortName) {
        this.wireName = wireName;
        this.shortName = shortName;
    }

    /** As in {@code /attest/SgxEnclave}. */
    public String wireName() {
        return wireName;
    }

    /** As in {@code --type sgx}. */
    public String shortName() {
        return shortName;
    }

    /** By either name, in any case (maa-api §1: paths are matched without case). */
    public static Optional<AttestationType> named(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.wireName.toLowerCase(Locale.ROOT).equals(folded) || type.shortName.equals(folded))
                .findFirst();
    }
}
