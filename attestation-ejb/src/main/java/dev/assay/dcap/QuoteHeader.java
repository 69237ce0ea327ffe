package dev.assay.dcap;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;

/**
 * Quote header, 48 octets, little-endian (Quote Library API, App. A).
 *
 * @param qeSvn informational, as is {@code pceSvn}: never used for TCB matching (SG-04)
 */
public record QuoteHeader(int version, int attestationKeyType, long teeType, int qeSvn, int pceSvn, Bytes qeVendorId,
        Bytes userData) {
    public static final int LENGTH = 48;
    public static final int ECDSA_256_WITH_P256 = 2;
    public static final long TEE_SGX = 0;
    /** 939A7233-F79C-4CA9-940A-0DB3957F0607, in this order of octets. */
    public static final Bytes INTEL_QE_VENDOR = Bytes.hex("939a7233f79c4ca9940a0db3957f0607");

    public static QuoteHeader read(ByteReader in) {
        int version = in.u16le("version"); // 0
        int attestationKeyType = in.u16le("attestation key type"); // 2
        long teeType = in.u32le("TEE type"); // 4
        int qeSvn = in.u16le("QE SVN"); // 8
        int pceSvn = in.u16le("PCE SVN"); // 10
        Bytes qeVendorId = in.bytes("QE vendor id", 16); // 12
        Bytes userData = in.bytes("user data", 20); // 28
        return new QuoteHeader(version, attestationKeyType, teeType, qeSvn, pceSvn, qeVendorId, userData);
    }
}
