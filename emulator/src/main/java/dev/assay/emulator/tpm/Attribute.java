package dev.assay.emulator.tpm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** TPMA_OBJECT (Part 2, 8.3). */
public enum Attribute {
    FIXED_TPM(1),
    FIXED_PARENT(4),
    SENSITIVE_DATA_ORIGIN(5),
    USER_WITH_AUTH(6),
    ADMIN_WITH_POLICY(7),
    RESTRICTED(16),
    DECRYPT(17),
    SIGN(18);

    /** A key that signs only what its TPM made. */
    static final Set<Attribute> OF_ATTESTATION_KEY = EnumSet.of(FIXED_TPM, FIXED_PARENT, SENSITIVE_DATA_ORIGIN,
            USER_WITH_AUTH, RESTRICTED, SIGN);
    /** A key that opens only what was made for its TPM. */
    static final Set<Attribute> OF_ENDORSEMENT_KEY = EnumSet.of(FIXED_TPM, FIXED_PARENT, SENSITIVE_DATA_ORIGIN,
            ADMIN_WITH_POLICY, RESTRICTED, DECRYPT);
    /** A key that signs anything. */
    static final Set<Attribute> OF_SIGNING_KEY = EnumSet.of(FIXED_TPM, FIXED_PARENT, SENSITIVE_DATA_ORIGIN,
            USER_WITH_AUTH, SIGN);

    private final int bit;

    Attribute(int bit) {
        this.bit = bit;
    }

    static long bits(Set<Attribute> attributes) {
        return attributes.stream().mapToLong(attribute -> 1L << attribute.bit).sum();
    }

    /** These, one of them flipped. */
    static Set<Attribute> flipped(Set<Attribute> attributes, Attribute one) {
        Set<Attribute> changed = EnumSet.noneOf(Attribute.class);
        Arrays.stream(values()).filter(each -> attributes.contains(each) != (each == one)).forEach(changed::add);
        return changed;
    }
}
