package dev.assay.dcap;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;

/** REPORT body, Intel SDM vol. 3D, table 39-21 (sgx_report_body_t), 384 octets, little-endian. */
public record EnclaveReport(Bytes cpuSvn, Bytes miscSelect, Bytes isvExtProdId, Bytes attributes, Bytes mrEnclave,
        Bytes mrSigner, Bytes configId, int isvProdId, int isvSvn, int configSvn, Bytes isvFamilyId, Bytes reportData) {
    public static final int LENGTH = 384;
    private static final int DEBUG = 0x02;
    private static final int MODE64 = 0x04;
    private static final int PROVISION_KEY = 0x10;
    private static final int KSS = 0x80;

    public static EnclaveReport read(ByteReader in) {
        Bytes cpuSvn = in.bytes("CPUSVN", 16); // 0
        Bytes miscSelect = in.bytes("MISCSELECT", 4); // 16
        in.skip("reserved1", 12); // 20
        Bytes isvExtProdId = in.bytes("ISVEXTPRODID", 16); // 32
        Bytes attributes = in.bytes("ATTRIBUTES", 16); // 48
        Bytes mrEnclave = in.bytes("MRENCLAVE", 32); // 64
        in.skip("reserved2", 32); // 96
        Bytes mrSigner = in.bytes("MRSIGNER", 32); // 128
        in.skip("reserved3", 32); // 160
        Bytes configId = in.bytes("CONFIGID", 64); // 192
        int isvProdId = in.u16le("ISVPRODID"); // 256
        int isvSvn = in.u16le("ISVSVN"); // 258
        int configSvn = in.u16le("CONFIGSVN"); // 260
        in.skip("reserved4", 42); // 262
        Bytes isvFamilyId = in.bytes("ISVFAMILYID", 16); // 304
        Bytes reportData = in.bytes("REPORTDATA", 64); // 320
        return new EnclaveReport(cpuSvn, miscSelect, isvExtProdId, attributes, mrEnclave, mrSigner, configId, isvProdId,
                isvSvn, configSvn, isvFamilyId, reportData);
    }

    public boolean debug() {
        return flag(DEBUG);
    }

    public boolean mode64() {
        return flag(MODE64);
    }

    public boolean provisionKey() {
        return flag(PROVISION_KEY);
    }

    /** Key separation and sharing: only then do CONFIGID, CONFIGSVN, ISVFAMILYID and ISVEXTPRODID mean anything. */
    public boolean kss() {
        return flag(KSS);
    }

    private boolean flag(int bit) {
        return (attributes.at(0) & bit) != 0;
    }
}
