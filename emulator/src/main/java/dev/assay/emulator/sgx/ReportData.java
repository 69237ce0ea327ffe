package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/** The 64 octets an enclave puts into its report. */
public final class ReportData {
    public static final int LENGTH = 64;

    private ReportData() {}

    /** Binds data as the attest API expects it: SHA-256 of the data, then 32 zeros. */
    public static Octets binding(Octets heldData) {
        return heldData.sha256().then(Octets.zero(32));
    }

    /** Binds nothing. */
    public static Octets empty() {
        return Octets.zero(LENGTH);
    }
}
