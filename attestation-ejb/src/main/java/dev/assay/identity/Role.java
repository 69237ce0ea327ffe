package dev.assay.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be. The first two have exactly the hosted service's meaning on the data plane (maa-api §9). */
public enum Role {
    ATTESTATION_READER,
    ATTESTATION_CONTRIBUTOR,
    TENANT_ADMINISTRATOR,
    POLICY_ADMINISTRATOR,
    KEY_ADMINISTRATOR,
    AUDITOR,
    PLATFORM_ADMINISTRATOR;

    /** Lower case with hyphens, as in tokens, tables and settings: {@code attestation-reader}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
