package dev.assay.tenant;

import java.util.Locale;

/** Who may change a tenant's policies (maa-api §9); fixed for the tenant's life. */
public enum TrustModel {
    /** Whoever has the role. */
    AAD,
    /** Whoever has the role and signs with a certificate the tenant was made with. */
    ISOLATED;

    /** Lower case, as in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
