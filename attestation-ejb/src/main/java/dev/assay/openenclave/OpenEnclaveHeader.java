package dev.assay.openenclave;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;

/** {@code oe_report_header_t}, 16 octets, little-endian. @param size octets that follow the header */
record OpenEnclaveHeader(long version, long type, long size) {
    static final int LENGTH = 16;
    static final long VERSION = 1;
    /** Remote SGX report; 1 is a local one, good only on the machine itself. */
    static final long SGX_REMOTE = 2;

    /** OE_FORMAT_UUID_SGX_ECDSA, behind the version in the newer {@code oe_attestation_header_t}. */
    private static final Bytes SGX_ECDSA_FORMAT = Bytes.hex("a3a21e871b4d4014b70aa125d2fbcd8c");

    /** SG-11: the newer header is told by its format's UUID, and not taken for a report of some odd type. */
    static boolean hasFormatUuid(Bytes evidence) {
        int end = 4 + SGX_ECDSA_FORMAT.length();
        return evidence.length() >= end && evidence.slice(4, end).equals(SGX_ECDSA_FORMAT);
    }

    static OpenEnclaveHeader read(ByteReader in) {
        long version = in.u32le("report header version"); // 0
        long type = in.u32le("report header type"); // 4
        long size = in.u64le("report header size"); // 8
        return new OpenEnclaveHeader(version, type, size);
    }
}
