package dev.assay.tenant;

import java.util.Locale;

/** Who may change a tenant's policies (maa-api §9); fixed for the tenant's life. */
public enum TrustModel {
    /** Whoever has the role. */
    AAD,
    /** Whoever has the role and signs with a certificate the tenant was made with. */
    ISOLATED;

    /** As the protocol has it (maa-api §9). */
    public String wireName() {
        return switch (this) {
            case AAD -> "AAD";
            case ISOLATED -> "Isolated";
        };
    }

    /** Lower case, as in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
