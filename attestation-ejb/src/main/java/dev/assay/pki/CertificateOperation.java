package dev.assay.pki;

import java.util.Locale;

/** What may be done with a policy certificate of an isolated tenant (maa-api §4). */
public enum CertificateOperation {
    ADD,
    REMOVE;

    /** Lower case, as in paths and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
