package dev.assay.emulator.bootlog;

/** What a boot can be like; a flag is 0 or 1. The value given is that of a sound machine. */
public enum Fact {
    SECURE_BOOT(1),
    BOOT_DEBUGGING(0),
    KERNEL_DEBUGGING(0),
    CODE_INTEGRITY(1),
    TEST_SIGNING(0),
    FLIGHT_SIGNING(0),
    SAFE_MODE(0),
    WIN_PE(0),
    /** 3 is OptOut, 1 AlwaysOn. */
    DATA_EXECUTION_PREVENTION(3),
    VSM_REQUIRED(1),
    MANDATORY_ENFORCEMENT(1),
    IOMMU_REQUIRED(1),
    /** 1: enforced. */
    HVCI_POLICY(1),
    /** Flags; 4 is TPM, 0 none. */
    BITLOCKER_UNLOCK(4),
    BOOT_MANAGER_SVN(7),
    BOOT_APPLICATION_SVN(5),
    /** Whether {@code wdboot.sys} is loaded. */
    ELAM_DRIVER(1),
    /** Drivers besides. */
    MODULES(6),
    /** Counted since the system was installed: no two boots are alike. */
    BOOT_NUMBER(1);

    private final long sound;

    Fact(long sound) {
        this.sound = sound;
    }

    long sound() {
        return sound;
    }
}
