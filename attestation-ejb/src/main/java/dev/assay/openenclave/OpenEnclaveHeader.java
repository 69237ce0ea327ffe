package dev.assay.openenclave;

import dev.assay.bytes.ByteReader;

/** {@code oe_report_header_t}, 16 octets, little-endian. @param size octets that follow the header */
record OpenEnclaveHeader(long version, long type, long size) {
    static final int LENGTH = 16;
    static final long VERSION = 1;
    /** Remote SGX report; 1 is a local one, good only on the machine itself. */
    static final long SGX_REMOTE = 2;

    static OpenEnclaveHeader read(ByteReader in) {
        long version = in.u32le("report header version"); // 0
        long type = in.u32le("report header type"); // 4
        long size = in.u64le("report header size"); // 8
        return new OpenEnclaveHeader(version, type, size);
    }
}
