package dev.assay.emulator.pki;

/** Which of the two authorities signs a PCK certificate. */
public enum CaKind {
    /** For single-package platforms. */
    PROCESSOR("processor", "Intel SGX PCK Processor CA"),
    /** For scalable platforms, whose certificates also carry a platform instance id. */
    PLATFORM("platform", "Intel SGX PCK Platform CA");

    private final String id;
    private final String commonName;

    CaKind(String id, String commonName) {
        this.id = id;
        this.commonName = commonName;
    }

    /** As the {@code ca} parameter of PCS says it. */
    public String id() {
        return id;
    }

    public String commonName() {
        return commonName;
    }
}
