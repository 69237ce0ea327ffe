package dev.assay.tenant;

import java.util.Locale;

/** A tenant's life: what is served of it. */
public enum TenantState {
    /** All of it. */
    ACTIVE,
    /** Its keys and metadata, so that tokens already issued verify; nothing is attested. */
    SUSPENDED,
    /** Nothing. */
    DELETED;

    /** Lower case, as in tables and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word {@code disabled} of schema 1 to 5 reads as suspended. */
    public static TenantState named(String word) {
        return word.equals("disabled") ? SUSPENDED : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
