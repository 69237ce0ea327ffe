package dev.assay.signing;

import java.util.Arrays;

/** Where a private key is kept. */
public enum CustodyKind {
    /** In the database, under the installation's key-encryption key (KM-01). */
    SOFTWARE("software"),
    /** In a PKCS#11 token, which it never leaves. */
    PKCS11("pkcs11");

    private final String wire;

    CustodyKind(String wire) {
        this.wire = wire;
    }

    /** As configuration and the database see it. */
    public String wire() {
        return wire;
    }

    public static CustodyKind of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is neither software nor pkcs11"));
    }
}
