package dev.assay.measuredboot;

import static dev.assay.eventlog.EventType.EV_ACTION;
import static dev.assay.eventlog.EventType.EV_COMPACT_HASH;
import static dev.assay.eventlog.EventType.EV_CPU_MICROCODE;
import static dev.assay.eventlog.EventType.EV_EFI_ACTION;
import static dev.assay.eventlog.EventType.EV_EFI_BOOT_SERVICES_APPLICATION;
import static dev.assay.eventlog.EventType.EV_EFI_BOOT_SERVICES_DRIVER;
import static dev.assay.eventlog.EventType.EV_EFI_GPT_EVENT;
import static dev.assay.eventlog.EventType.EV_EFI_HANDOFF_TABLES;
import static dev.assay.eventlog.EventType.EV_EFI_HANDOFF_TABLES2;
import static dev.assay.eventlog.EventType.EV_EFI_HCRTM_EVENT;
import static dev.assay.eventlog.EventType.EV_EFI_PLATFORM_FIRMWARE_BLOB;
import static dev.assay.eventlog.EventType.EV_EFI_PLATFORM_FIRMWARE_BLOB2;
import static dev.assay.eventlog.EventType.EV_EFI_RUNTIME_SERVICES_DRIVER;
import static dev.assay.eventlog.EventType.EV_EFI_SPDM_FIRMWARE_BLOB;
import static dev.assay.eventlog.EventType.EV_EFI_SPDM_FIRMWARE_CONFIG;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_AUTHORITY;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_BOOT;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_BOOT2;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_DRIVER_CONFIG;
import static dev.assay.eventlog.EventType.EV_EVENT_TAG;
import static dev.assay.eventlog.EventType.EV_IPL;
import static dev.assay.eventlog.EventType.EV_NONHOST_CODE;
import static dev.assay.eventlog.EventType.EV_NONHOST_CONFIG;
import static dev.assay.eventlog.EventType.EV_NONHOST_INFO;
import static dev.assay.eventlog.EventType.EV_PLATFORM_CONFIG_FLAGS;
import static dev.assay.eventlog.EventType.EV_POST_CODE;
import static dev.assay.eventlog.EventType.EV_S_CRTM_CONTENTS;
import static dev.assay.eventlog.EventType.EV_S_CRTM_VERSION;
import static dev.assay.eventlog.EventType.EV_TABLE_OF_DEVICES;

import dev.assay.eventlog.EventType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which types mean something in a register before and after its separator (TP-11; PFP §3.3.4, and what the genuine logs
 * show). A type that is not listed is not believed, and neither is any other event of that register.
 *
 * @param separator what ends the part before: the firmware's, that of Windows, or none
 */
record RegisterRule(Set<EventType> before, Set<EventType> after, Separator separator) {
    private static final Set<EventType> NONE = Set.of();
    private static final Set<EventType> DRIVERS = Set.of(EV_EFI_BOOT_SERVICES_DRIVER, EV_EFI_RUNTIME_SERVICES_DRIVER);
    private static final Set<EventType> SETTINGS = Set.of(EV_CPU_MICROCODE, EV_EFI_HANDOFF_TABLES,
            EV_EFI_HANDOFF_TABLES2, EV_PLATFORM_CONFIG_FLAGS, EV_TABLE_OF_DEVICES, EV_NONHOST_CONFIG,
            EV_EFI_VARIABLE_BOOT, EV_EFI_VARIABLE_BOOT2, EV_EFI_VARIABLE_DRIVER_CONFIG, EV_EVENT_TAG, EV_ACTION,
            EV_EFI_ACTION, EV_EFI_SPDM_FIRMWARE_CONFIG);
    private static final Set<EventType> LOADERS = Set.of(EV_EFI_ACTION, EV_EFI_BOOT_SERVICES_APPLICATION);
    private static final Set<EventType> PARTITIONS = Set.of(EV_EFI_ACTION, EV_EFI_GPT_EVENT, EV_EFI_VARIABLE_BOOT,
            EV_EVENT_TAG);
    private static final Set<EventType> SYSTEM = Set.of(EV_EVENT_TAG, EV_IPL);

    private static final Map<Integer, RegisterRule> BY_REGISTER = Map.ofEntries(
            Map.entry(0, firmware(Set.of(EV_EFI_HCRTM_EVENT, EV_S_CRTM_CONTENTS, EV_S_CRTM_VERSION, EV_POST_CODE,
                    EV_EFI_PLATFORM_FIRMWARE_BLOB, EV_EFI_PLATFORM_FIRMWARE_BLOB2, EV_EFI_HANDOFF_TABLES,
                    EV_EFI_HANDOFF_TABLES2, EV_NONHOST_CODE, EV_NONHOST_INFO, EV_CPU_MICROCODE), NONE)),
            Map.entry(1, firmware(SETTINGS,
                    Set.of(EV_EFI_HANDOFF_TABLES, EV_EFI_HANDOFF_TABLES2, EV_EFI_VARIABLE_BOOT, EV_EFI_VARIABLE_BOOT2,
                            EV_EFI_VARIABLE_DRIVER_CONFIG))),
            Map.entry(2, firmware(Set.of(EV_EFI_BOOT_SERVICES_DRIVER, EV_EFI_RUNTIME_SERVICES_DRIVER,
                    EV_EFI_PLATFORM_FIRMWARE_BLOB, EV_EFI_PLATFORM_FIRMWARE_BLOB2, EV_NONHOST_CODE, EV_NONHOST_INFO,
                    EV_EVENT_TAG, EV_EFI_SPDM_FIRMWARE_BLOB), DRIVERS)),
            Map.entry(3, firmware(Set.of(EV_EFI_VARIABLE_DRIVER_CONFIG, EV_NONHOST_CONFIG,
                    EV_EFI_SPDM_FIRMWARE_CONFIG), NONE)),
            Map.entry(4, firmware(LOADERS, LOADERS)),
            Map.entry(5, firmware(PARTITIONS, PARTITIONS)),
            Map.entry(6, firmware(Set.of(EV_ACTION, EV_EFI_ACTION, EV_COMPACT_HASH, EV_EVENT_TAG), NONE)),
            Map.entry(7, firmware(Set.of(EV_EFI_VARIABLE_DRIVER_CONFIG, EV_EFI_VARIABLE_AUTHORITY, EV_EFI_ACTION),
                    Set.of(EV_EFI_VARIABLE_AUTHORITY))),
            Map.entry(8, new RegisterRule(Set.of(EV_IPL), NONE, Separator.NONE)),
            Map.entry(9, new RegisterRule(SYSTEM, NONE, Separator.NONE)),
            Map.entry(11, new RegisterRule(Set.of(EV_COMPACT_HASH, EV_IPL), NONE, Separator.NONE)),
            Map.entry(12, new RegisterRule(SYSTEM, NONE, Separator.WINDOWS)),
            Map.entry(13, new RegisterRule(SYSTEM, NONE, Separator.WINDOWS)),
            Map.entry(14, new RegisterRule(SYSTEM, NONE, Separator.WINDOWS)),
            Map.entry(19, new RegisterRule(Set.of(EV_EVENT_TAG), NONE, Separator.WINDOWS)),
            Map.entry(20, new RegisterRule(Set.of(EV_EVENT_TAG), NONE, Separator.WINDOWS)));

    /** Of a register nothing is known about: any event in it is one too many. */
    static final RegisterRule NOTHING = new RegisterRule(NONE, NONE, Separator.NONE);

    private static RegisterRule firmware(Set<EventType> before, Set<EventType> after) {
        return new RegisterRule(before, after, Separator.FIRMWARE);
    }

    /** Empty where no type means anything: any program may reset register 16 or 23, and IMA's is no boot log's. */
    static Optional<RegisterRule> of(int register) {
        return Optional.ofNullable(BY_REGISTER.get(register));
    }

    boolean allows(EventType type, boolean separated) {
        return (separated ? after : before).contains(type);
    }

    /** What the type's digest must be of in this register. */
    static DigestRule digestRule(EventType type, int register) {
        return switch (type) {
            case EV_ACTION, EV_EFI_ACTION, EV_SEPARATOR, EV_EFI_VARIABLE_DRIVER_CONFIG, EV_EFI_GPT_EVENT ->
                DigestRule.DATA;
            case EV_EFI_VARIABLE_AUTHORITY -> DigestRule.AUTHORITY;
            case EV_COMPACT_HASH -> register == 11 ? DigestRule.DATA : DigestRule.ELSEWHERE;
            default -> DigestRule.ELSEWHERE;
        };
    }
}
