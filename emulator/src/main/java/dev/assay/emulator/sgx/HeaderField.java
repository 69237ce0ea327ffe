package dev.assay.emulator.sgx;

/** The fields of a quote's header, version 3, within its 48 octets. */
public enum HeaderField {
    VERSION(0, 2),
    ATTESTATION_KEY_TYPE(2, 2),
    /** Reserved in version 3. */
    TEE_TYPE(4, 4),
    QE_SVN(8, 2),
    PCE_SVN(10, 2),
    QE_VENDOR_ID(12, 16),
    USER_DATA(28, 20);

    final int offset;
    final int length;

    HeaderField(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }
}
