package dev.assay.emulator.bootlog;

/** Event types that are written here (PFP §10.4.1). */
public enum EventType {
    EV_UNUSED(0x2),
    EV_NO_ACTION(0x3),
    EV_SEPARATOR(0x4),
    EV_EVENT_TAG(0x6),
    EV_S_CRTM_VERSION(0x8),
    EV_COMPACT_HASH(0xc),
    EV_IPL(0xd),
    EV_EFI_VARIABLE_DRIVER_CONFIG(0x80000001L),
    EV_EFI_VARIABLE_BOOT(0x80000002L),
    EV_EFI_BOOT_SERVICES_APPLICATION(0x80000003L),
    EV_EFI_BOOT_SERVICES_DRIVER(0x80000004L),
    EV_EFI_GPT_EVENT(0x80000006L),
    EV_EFI_ACTION(0x80000007L),
    EV_EFI_PLATFORM_FIRMWARE_BLOB(0x80000008L),
    EV_EFI_HANDOFF_TABLES(0x80000009L),
    EV_EFI_VARIABLE_BOOT2(0x8000000cL),
    EV_EFI_HCRTM_EVENT(0x80000010L),
    EV_EFI_VARIABLE_AUTHORITY(0x800000e0L);

    private final long code;

    EventType(long code) {
        this.code = code;
    }

    public long code() {
        return code;
    }
}
