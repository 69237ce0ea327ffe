package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;

/** Tagged records of Windows, by their numbers: id and size, 32 bits each, then the data (maa-tpm §7). */
final class Sipa {
    static final long TRUSTBOUNDARY = 0x40010001L;
    static final long ELAM_AGGREGATION = 0x40010002L;
    static final long LOADEDMODULE_AGGREGATION = 0x40010003L;
    static final long BOOTCOUNTER = 0x20002;
    static final long TRANSFER_CONTROL = 0x20003;
    static final long BITLOCKER_UNLOCK = 0x20005;
    static final long EVENTCOUNTER = 0x20006;
    static final long COUNTERID = 0x20007;
    static final long APPLICATION_SVN = 0x20009;
    static final long BOOTDEBUGGING = 0x40001;
    static final long BOOT_REVOCATION_LIST = 0x40002;
    static final long OSKERNELDEBUG = 0x50001;
    static final long CODEINTEGRITY = 0x50002;
    static final long TESTSIGNING = 0x50003;
    static final long DATAEXECUTIONPREVENTION = 0x50004;
    static final long SAFEMODE = 0x50005;
    static final long WINPE = 0x50006;
    static final long SYSTEMROOT = 0x50009;
    static final long HYPERVISOR_LAUNCH_TYPE = 0x5000a;
    static final long DRIVER_LOAD_POLICY = 0x5000e;
    static final long SI_POLICY = 0x5000f;
    static final long VSM_LAUNCH_TYPE = 0x50012;
    static final long OS_REVOCATION_LIST = 0x50013;
    static final long SMT_STATUS = 0x50014;
    static final long FLIGHTSIGNING = 0x50021;
    static final long AUTHORITYPUBKEY = 0x60002;
    static final long FILEPATH = 0x70001;
    static final long IMAGESIZE = 0x70002;
    static final long HASHALGORITHMID = 0x70003;
    static final long AUTHENTICODEHASH = 0x70004;
    static final long AUTHORITYISSUER = 0x70005;
    static final long IMAGEBASE = 0x70007;
    static final long AUTHORITYPUBLISHER = 0x70008;
    static final long IMAGEVALIDATED = 0x7000a;
    static final long MODULE_SVN = 0x7000b;
    static final long ELAM_KEYNAME = 0x90001;
    static final long ELAM_MEASURED = 0x90004;
    static final long VBS_VSM_REQUIRED = 0xa0001;
    static final long VBS_SECUREBOOT_REQUIRED = 0xa0002;
    static final long VBS_IOMMU_REQUIRED = 0xa0003;
    static final long VBS_MANDATORY_ENFORCEMENT = 0xa0006;
    static final long VBS_HVCI_POLICY = 0xa0007;

    private Sipa() {}

    static Octets one(long id, Octets data) {
        return Octets.u32(id).then(BootLog.sized(data));
    }

    static Octets flag(long id, boolean value) {
        return one(id, Octets.u8(value ? 1 : 0));
    }

    static Octets u32(long id, long value) {
        return one(id, Octets.u32(value));
    }

    static Octets u64(long id, long value) {
        return one(id, Octets.u64(value));
    }

    static Octets text(long id, String value) {
        return one(id, Octets.utf16(value + "\0"));
    }

    /** An aggregation: records within a record. */
    static Octets all(long id, Octets... records) {
        return one(id, Octets.join(records));
    }
}
