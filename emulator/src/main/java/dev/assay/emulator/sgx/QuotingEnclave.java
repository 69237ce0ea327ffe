package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/** The emulated quoting enclave: what its reports say, and what the collateral expects of them. */
public final class QuotingEnclave {
    public static final Octets MRSIGNER = Octets.utf8("Assay emulated quoting enclave signer").sha256();
    public static final int ISVPRODID = 1;
    public static final int ISVSVN = 8;
    /** 32 octets in practice. */
    public static final Octets AUTHENTICATION_DATA = Octets
            .hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    /** INIT, MODE64BIT and PROVISIONKEY, as the genuine one has. */
    private static final Octets ATTRIBUTES = Octets.hex("1500000000000000e700000000000000");

    private QuotingEnclave() {}

    /** Its report on a platform, report data still empty. */
    static Report report(Octets cpuSvn) {
        return Report.empty().with(ReportField.CPUSVN, cpuSvn).with(ReportField.ATTRIBUTES, ATTRIBUTES)
                .with(ReportField.MRENCLAVE, Octets.utf8("Assay emulated quoting enclave").sha256())
                .with(ReportField.MRSIGNER, MRSIGNER).with(ReportField.ISVPRODID, Octets.u16(ISVPRODID))
                .with(ReportField.ISVSVN, Octets.u16(ISVSVN));
    }
}
