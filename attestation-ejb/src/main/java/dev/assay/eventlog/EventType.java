package dev.assay.eventlog;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Event types of the TCG and of the dynamic-launch families (maa-tpm §6). */
public enum EventType {
    EV_PREBOOT_CERT(0x0L),
    EV_POST_CODE(0x1L),
    EV_UNUSED(0x2L),
    EV_NO_ACTION(0x3L),
    EV_SEPARATOR(0x4L),
    EV_ACTION(0x5L),
    EV_EVENT_TAG(0x6L),
    EV_S_CRTM_CONTENTS(0x7L),
    EV_S_CRTM_VERSION(0x8L),
    EV_CPU_MICROCODE(0x9L),
    EV_PLATFORM_CONFIG_FLAGS(0xaL),
    EV_TABLE_OF_DEVICES(0xbL),
    EV_COMPACT_HASH(0xcL),
    EV_IPL(0xdL),
    EV_IPL_PARTITION_DATA(0xeL),
    EV_NONHOST_CODE(0xfL),
    EV_NONHOST_CONFIG(0x10L),
    EV_NONHOST_INFO(0x11L),
    EV_OMIT_BOOT_DEVICE_EVENTS(0x12L),
    EV_EFI_VARIABLE_DRIVER_CONFIG(0x80000001L),
    EV_EFI_VARIABLE_BOOT(0x80000002L),
    EV_EFI_BOOT_SERVICES_APPLICATION(0x80000003L),
    EV_EFI_BOOT_SERVICES_DRIVER(0x80000004L),
    EV_EFI_RUNTIME_SERVICES_DRIVER(0x80000005L),
    EV_EFI_GPT_EVENT(0x80000006L),
    EV_EFI_ACTION(0x80000007L),
    EV_EFI_PLATFORM_FIRMWARE_BLOB(0x80000008L),
    EV_EFI_HANDOFF_TABLES(0x80000009L),
    EV_EFI_PLATFORM_FIRMWARE_BLOB2(0x8000000aL),
    EV_EFI_HANDOFF_TABLES2(0x8000000bL),
    EV_EFI_VARIABLE_BOOT2(0x8000000cL),
    EV_EFI_HCRTM_EVENT(0x80000010L),
    EV_EFI_VARIABLE_AUTHORITY(0x800000e0L),
    EV_EFI_SPDM_FIRMWARE_BLOB(0x800000e1L),
    EV_EFI_SPDM_FIRMWARE_CONFIG(0x800000e2L),
    EV_TXT_PCR_MAPPING(0x401L),
    EV_TXT_HASH_START(0x402L),
    EV_TXT_COMBINED_HASH(0x403L),
    EV_TXT_MLE_HASH(0x404L),
    EV_TXT_BIOSAC_REG_DATA(0x40aL),
    EV_TXT_CPU_SCRTM_STAT(0x40bL),
    EV_TXT_LCP_CONTROL_HASH(0x40cL),
    EV_TXT_ELEMENTS_HASH(0x40dL),
    EV_TXT_STM_HASH(0x40eL),
    EV_TXT_OSSINITDATA_CAP_HASH(0x40fL),
    EV_TXT_SINIT_PUBKEY_HASH(0x410L),
    EV_TXT_LCP_HASH(0x411L),
    EV_TXT_LCP_DETAILS_HASH(0x412L),
    EV_TXT_LCP_AUTHORITIES_HASH(0x413L),
    EV_TXT_NV_INFO_HASH(0x414L),
    EV_TXT_COLD_BOOT_BIOS_HASH(0x415L),
    EV_TXT_KM_HASH(0x416L),
    EV_TXT_BPM_HASH(0x417L),
    EV_TXT_KM_INFO_HASH(0x418L),
    EV_TXT_BPM_INFO_HASH(0x419L),
    EV_TXT_BOOT_POL_HASH(0x41aL),
    EV_TXT_RANDOM_VALUE(0x4feL),
    EV_TXT_CAP_VALUE(0x4ffL),
    EV_AMD_SL_LOAD(0x8001L),
    EV_AMD_SL_PSP_FW_SPLT(0x8002L),
    EV_AMD_SL_TSME_RB_FUSE(0x8003L),
    EV_AMD_SL_PUB_KEY(0x8004L),
    EV_AMD_SL_SVN(0x8005L),
    EV_AMD_SL_LOAD_1(0x8006L),
    EV_AMD_SL_SEPARATOR(0x8007L),
    EV_ARM_DRTM_PCR_SCHEMA(0x9001L),
    EV_ARM_DRTM_DCE(0x9002L),
    EV_ARM_DRTM_DCE_PUBKEY(0x9003L),
    EV_ARM_DRTM_DLME(0x9004L),
    EV_ARM_DRTM_DLME_ENTRY_POINT(0x9005L),
    EV_ARM_DRTM_DEBUG_CONFIG(0x9006L),
    EV_ARM_DRTM_NONSECURE_CONFIG(0x9007L),
    EV_ARM_DRTM_DCE_SECONDARY(0x9008L),
    EV_ARM_DRTM_TZFW(0x9009L),
    EV_ARM_DRTM_SEPARATOR(0x900aL),
    EV_ARM_DRTM_DLME_PUBKEY(0x900bL),
    EV_ARM_DRTM_DLME_SVN(0x900cL),
    EV_ARM_DRTM_NO_ACTION(0x900dL),
    EV_ARM_DRTM_SECURE_INT_DISABLE(0x900eL);

    private static final Map<Long, EventType> BY_CODE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(EventType::code, Function.identity()));

    private final long code;

    EventType(long code) {
        this.code = code;
    }

    public long code() {
        return code;
    }

    public static Optional<EventType> of(long code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The constant's name, else {@code 0x} and hexadecimal digits without leading zeros. */
    public static String name(long code) {
        return of(code).map(EventType::name).orElseGet(() -> "0x" + Long.toHexString(code));
    }
}
