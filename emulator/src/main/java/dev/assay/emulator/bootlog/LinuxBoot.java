package dev.assay.emulator.bootlog;

import static dev.assay.emulator.bootlog.EventType.EV_EFI_VARIABLE_AUTHORITY;
import static dev.assay.emulator.bootlog.EventType.EV_IPL;

import dev.assay.emulator.bytes.Octets;

/** What a Linux machine measures: shim, GRUB, kernel and initial RAM disk. */
final class LinuxBoot {
    private static final String KERNEL = "/vmlinuz-6.12.0-emulated";

    private final BootFacts facts;
    private final Firmware firmware;

    private LinuxBoot(BootFacts facts) {
        this.facts = facts;
        this.firmware = new Firmware(facts);
    }

    static BootLog log(BootFacts facts) {
        return new LinuxBoot(facts).log();
    }

    private BootLog log() {
        firmware.start("Emulated 2.06");
        firmware.bootVariable("BootOrder", Octets.u16(1).then(Octets.u16(0)));
        firmware.bootVariable("Boot0001", EfiData.loadOption("Linux", "\\EFI\\linux\\shimx64.efi"));
        firmware.bootVariable("Boot0000", EfiData.loadOption("Firmware setup", "\\EFI\\setup.efi"));
        firmware.handOver();
        firmware.authority(EfiData.SECURITY, "db", "UEFI CA");
        firmware.partitions();
        firmware.application("\\EFI\\linux\\shimx64.efi");
        shim();
        grub();
        firmware.exitBootServices();
        return BootLog.of(firmware.events());
    }

    private void shim() {
        text(14, "MokList", EfiData.signatureList("Machine Owner Key"));
        text(14, "MokListX", EfiData.signatureList("Machine Owner Revoked"));
        if (facts.is(Fact.SECURE_BOOT))
            firmware.add(BootEvent.of(7, EV_EFI_VARIABLE_AUTHORITY,
                    EfiData.variable(EfiData.SHIM, "SbatLevel", Octets.utf8("sbat,1,2023012900\n"))));
        text(14, "MokListTrusted", Octets.u8(1));
        firmware.authority(EfiData.SHIM, "Shim", "Distribution CA");
        firmware.application("\\EFI\\linux\\grubx64.efi");
    }

    private void grub() {
        text(9, "(hd0,gpt1)/EFI/linux/grub.cfg", EfiData.standIn("grub.cfg", 200));
        command("grub_cmd: ", "search --no-floppy --fs-uuid --set=root 3f2a");
        command("grub_cmd: ", "set timeout=5");
        command("grub_cmd: ", "linux " + KERNEL + " " + arguments());
        text(9, KERNEL, EfiData.standIn(KERNEL, 200));
        firmware.application(KERNEL);
        command("kernel_cmdline: ", KERNEL + " " + arguments());
        text(9, "/initrd.img-6.12.0-emulated", EfiData.standIn("initrd", 200));
    }

    private String arguments() {
        String debugging = facts.is(Fact.KERNEL_DEBUGGING) ? " kgdboc=ttyS0" : "";
        return "root=/dev/vda2 ro lockdown=integrity emulated.boot=" + facts.value(Fact.BOOT_NUMBER) + debugging;
    }

    /** A name ending in NUL, for contents that are measured. */
    private void text(int pcr, String name, Octets contents) {
        firmware.add(BootEvent.of(pcr, EV_IPL, Octets.utf8(name + "\0"), contents));
    }

    /** GRUB measures the command without the prefix it logs. */
    private void command(String prefix, String command) {
        firmware.add(BootEvent.of(8, EV_IPL, Octets.utf8(prefix + command + "\0"), Octets.utf8(command)));
    }
}
