package dev.assay.emulator.sgx;

/** The fields of REPORT body, SDM volume 3D table "REPORT structure", within its 384 octets; all others are reserved. */
public enum ReportField {
    CPUSVN(0, 16),
    MISCSELECT(16, 4),
    ISVEXTPRODID(32, 16),
    /** Flags (8 octets) and XFRM (8 octets). */
    ATTRIBUTES(48, 16),
    MRENCLAVE(64, 32),
    MRSIGNER(128, 32),
    CONFIGID(192, 64),
    ISVPRODID(256, 2),
    ISVSVN(258,
            2),
    CONFIGSVN(260, 2),
    ISVFAMILYID(304, 16),
    REPORTDATA(320, 64);

    final int offset;
    final int length;

    ReportField(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }
}
