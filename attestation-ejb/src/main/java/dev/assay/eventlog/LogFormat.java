package dev.assay.eventlog;

/** How a log's records are framed. */
public enum LogFormat {
    /** TCG_PCClientPCREvent: one SHA-1 digest a record. */
    SHA1("sha1"),
    /** TCG_PCR_EVENT2 behind a {@code Spec ID Event03} header: one digest for each declared algorithm. */
    CRYPTO_AGILE("crypto-agile");

    private final String label;

    LogFormat(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
