package dev.assay.emulator.bootlog;

import static dev.assay.emulator.bootlog.EventType.EV_COMPACT_HASH;
import static dev.assay.emulator.bootlog.EventType.EV_EVENT_TAG;
import static dev.assay.emulator.bootlog.EventType.EV_SEPARATOR;
import static dev.assay.emulator.bootlog.Fact.BITLOCKER_UNLOCK;
import static dev.assay.emulator.bootlog.Fact.BOOT_APPLICATION_SVN;
import static dev.assay.emulator.bootlog.Fact.BOOT_DEBUGGING;
import static dev.assay.emulator.bootlog.Fact.BOOT_MANAGER_SVN;
import static dev.assay.emulator.bootlog.Fact.BOOT_NUMBER;
import static dev.assay.emulator.bootlog.Fact.CODE_INTEGRITY;
import static dev.assay.emulator.bootlog.Fact.DATA_EXECUTION_PREVENTION;
import static dev.assay.emulator.bootlog.Fact.FLIGHT_SIGNING;
import static dev.assay.emulator.bootlog.Fact.HVCI_POLICY;
import static dev.assay.emulator.bootlog.Fact.IOMMU_REQUIRED;
import static dev.assay.emulator.bootlog.Fact.KERNEL_DEBUGGING;
import static dev.assay.emulator.bootlog.Fact.MANDATORY_ENFORCEMENT;
import static dev.assay.emulator.bootlog.Fact.SAFE_MODE;
import static dev.assay.emulator.bootlog.Fact.TEST_SIGNING;
import static dev.assay.emulator.bootlog.Fact.VSM_REQUIRED;
import static dev.assay.emulator.bootlog.Fact.WIN_PE;

import dev.assay.emulator.bytes.Octets;

/** What a Windows machine measures: boot manager, then the loader, each on registers 12 to 14. */
final class WindowsBoot {
    /** What genuine logs end the part of Windows with, unlike the firmware: no zeros. */
    private static final Octets SEPARATOR = Octets.utf8("WBCL");
    private static final long MADE = 0x01d8_2614_2025_48afL;

    private final BootFacts facts;
    private final Firmware firmware;

    private WindowsBoot(BootFacts facts) {
        this.facts = facts;
        this.firmware = new Firmware(facts);
    }

    static BootLog log(BootFacts facts) {
        return new WindowsBoot(facts).log();
    }

    private BootLog log() {
        firmware.start("Emulated 1.20");
        firmware.bootVariable("BootOrder", Octets.u16(0));
        firmware.bootVariable("Boot0000",
                EfiData.loadOption("Windows Boot Manager", "\\EFI\\Microsoft\\Boot\\bootmgfw.efi"));
        firmware.handOver();
        firmware.authority(EfiData.SECURITY, "db", "UEFI CA");
        firmware.partitions();
        firmware.application("\\EFI\\Microsoft\\Boot\\bootmgfw.efi");
        bootManager();
        loader();
        firmware.exitBootServices();
        return BootLog.of(firmware.events());
    }

    private void bootManager() {
        access();
        tag(12, counters(), Sipa.u32(Sipa.APPLICATION_SVN, facts.value(BOOT_MANAGER_SVN)), common(),
                Sipa.u32(Sipa.TRANSFER_CONTROL, 1));
        tag(13, revocations(Sipa.BOOT_REVOCATION_LIST),
                WindowsModules.module("\\EFI\\Microsoft\\Boot\\bootmgfw.efi", facts.value(BOOT_MANAGER_SVN)),
                WindowsModules.module("\\Windows\\system32\\winload.efi", facts.value(BOOT_APPLICATION_SVN)));
        authority();
    }

    private void loader() {
        tag(12, Sipa.u32(Sipa.APPLICATION_SVN, facts.value(BOOT_APPLICATION_SVN)), common(), system(), vbs(), elam());
        tag(13, revocations(Sipa.OS_REVOCATION_LIST), policy(), WindowsModules.all(facts));
        authority();
        access();
        for (int pcr = 12; pcr <= 14; pcr++)
            firmware.add(BootEvent.of(pcr, EV_SEPARATOR, SEPARATOR));
    }

    /** BitLocker's access to its key, on register 11. */
    private void access() {
        firmware.add(BootEvent.of(11, EV_COMPACT_HASH, Octets.u32(0x10)));
    }

    private void tag(int pcr, Octets... records) {
        firmware.add(BootEvent.of(pcr, EV_EVENT_TAG, Sipa.all(Sipa.TRUSTBOUNDARY, records)));
    }

    private void authority() {
        firmware.add(BootEvent.of(14, EV_EVENT_TAG,
                Sipa.one(Sipa.AUTHORITYPUBKEY, EfiData.standIn("Windows Production PCA", 294))));
    }

    private Octets counters() {
        return Octets.join(Sipa.u64(Sipa.COUNTERID, 0x4101_0001L), Sipa.u64(Sipa.EVENTCOUNTER, 6),
                Sipa.u64(Sipa.BOOTCOUNTER, facts.value(BOOT_NUMBER)));
    }

    /** What boot manager and loader both say. */
    private Octets common() {
        return Octets.join(Sipa.flag(Sipa.BOOTDEBUGGING, facts.is(BOOT_DEBUGGING)),
                Sipa.flag(Sipa.TESTSIGNING, facts.is(TEST_SIGNING)),
                Sipa.flag(Sipa.FLIGHTSIGNING, facts.is(FLIGHT_SIGNING)),
                Sipa.flag(Sipa.CODEINTEGRITY, facts.is(CODE_INTEGRITY)),
                Sipa.u32(Sipa.BITLOCKER_UNLOCK, facts.value(BITLOCKER_UNLOCK)));
    }

    private Octets system() {
        return Octets.join(Sipa.flag(Sipa.OSKERNELDEBUG, facts.is(KERNEL_DEBUGGING)),
                Sipa.text(Sipa.SYSTEMROOT, "\\Windows"),
                Sipa.u64(Sipa.DATAEXECUTIONPREVENTION, facts.value(DATA_EXECUTION_PREVENTION)),
                Sipa.flag(Sipa.SAFEMODE, facts.is(SAFE_MODE)), Sipa.flag(Sipa.WINPE, facts.is(WIN_PE)),
                Sipa.u64(Sipa.HYPERVISOR_LAUNCH_TYPE, facts.value(VSM_REQUIRED)),
                Sipa.u64(Sipa.VSM_LAUNCH_TYPE, facts.value(VSM_REQUIRED)), Sipa.u32(Sipa.DRIVER_LOAD_POLICY, 1),
                Sipa.u32(Sipa.SMT_STATUS, 1));
    }

    private Octets vbs() {
        return Octets.join(Sipa.flag(Sipa.VBS_VSM_REQUIRED, facts.is(VSM_REQUIRED)),
                Sipa.flag(Sipa.VBS_SECUREBOOT_REQUIRED, true),
                Sipa.flag(Sipa.VBS_IOMMU_REQUIRED, facts.is(IOMMU_REQUIRED)),
                Sipa.flag(Sipa.VBS_MANDATORY_ENFORCEMENT, facts.is(MANDATORY_ENFORCEMENT)),
                Sipa.u64(Sipa.VBS_HVCI_POLICY, facts.value(HVCI_POLICY)));
    }

    private static Octets elam() {
        return Sipa.all(Sipa.ELAM_AGGREGATION, Sipa.text(Sipa.ELAM_KEYNAME, "Windows Defender"),
                Sipa.one(Sipa.ELAM_MEASURED, EfiData.standIn("Windows Defender", 20)));
    }

    /** i64 creation time, u32 digest length, u16 TPM_ALG_ID, digest (maa-tpm §7.1). */
    private static Octets revocations(long id) {
        return Sipa.one(id, Octets.join(Octets.u64(MADE), Octets.u32(32), Octets.u16(Bank.SHA256.id()),
                EfiData.standIn("revocations " + id, 32)));
    }

    /** u64 version, u16 name length, u16 TPM_ALG_ID, u32 digest length, name with NUL, digest (maa-tpm §7.1). */
    private static Octets policy() {
        Octets name = Octets.utf16("EmulatedPolicy.p7b\0");
        return Sipa.one(Sipa.SI_POLICY, Octets.join(Octets.u64(0x0001_0000_0000_0000L), Octets.u16(name.length()),
                Octets.u16(Bank.SHA256.id()), Octets.u32(32), name, EfiData.standIn("policy", 32)));
    }
}
