package dev.assay.emulator.bootlog;

import static dev.assay.emulator.bootlog.EventType.EV_EFI_ACTION;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_BOOT_SERVICES_APPLICATION;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_GPT_EVENT;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_PLATFORM_FIRMWARE_BLOB;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_VARIABLE_AUTHORITY;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_VARIABLE_BOOT;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_VARIABLE_DRIVER_CONFIG;
import static dev.assay.emulator.bootlog.EventType.EV_SEPARATOR;
import static dev.assay.emulator.bootlog.EventType.EV_S_CRTM_VERSION;

import dev.assay.emulator.bytes.Octets;
import java.util.ArrayList;
import java.util.List;

/** What firmware measures until it hands over, and again when boot services end (PFP §3.3). Belongs to one thread. */
final class Firmware {
    static final Octets SEPARATOR = Octets.zero(4);
    private final List<BootEvent> events = new ArrayList<>();
    private final boolean secureBoot;

    Firmware(BootFacts facts) {
        this.secureBoot = facts.is(Fact.SECURE_BOOT);
    }

    void add(BootEvent event) {
        events.add(event);
    }

    List<BootEvent> events() {
        return events;
    }

    /** Registers 0 and 7, as far as the separator of 7. */
    void start(String version) {
        add(BootEvent.of(0, EV_S_CRTM_VERSION, Octets.utf16(version + "\0")));
        for (int i = 0; i < 3; i++)
            add(BootEvent.of(0, EV_EFI_PLATFORM_FIRMWARE_BLOB, EfiData.blob(0xff00_0000L + i * 0x10_0000L, 0x10_0000),
                    EfiData.standIn("firmware " + version + i, 64)));
        variable(EfiData.GLOBAL, "SecureBoot", Octets.u8(secureBoot ? 1 : 0));
        variable(EfiData.GLOBAL, "PK", EfiData.signatureList("Platform Key"));
        variable(EfiData.GLOBAL, "KEK", EfiData.signatureList("Key Exchange Key"));
        variable(EfiData.SECURITY, "db", EfiData.signatureList("UEFI CA"));
        variable(EfiData.SECURITY, "dbx", EfiData.signatureList("Revoked"));
        add(BootEvent.of(7, EV_SEPARATOR, SEPARATOR));
    }

    private void variable(Octets guid, String name, Octets value) {
        add(BootEvent.of(7, EV_EFI_VARIABLE_DRIVER_CONFIG, EfiData.variable(guid, name, value)));
    }

    /** A boot option; what is measured is its value alone. */
    void bootVariable(String name, Octets value) {
        add(BootEvent.of(1, EV_EFI_VARIABLE_BOOT, EfiData.variable(EfiData.GLOBAL, name, value), value));
    }

    /** The attempt to boot, and the separators of registers 0 to 6. */
    void handOver() {
        action(4, "Calling EFI Application from Boot Option");
        for (int pcr = 0; pcr < 7; pcr++)
            add(BootEvent.of(pcr, EV_SEPARATOR, SEPARATOR));
    }

    /** Which certificate of which variable vouched; nothing does while secure boot is off. */
    void authority(Octets guid, String variable, String certificate) {
        if (secureBoot)
            add(BootEvent.of(7, EV_EFI_VARIABLE_AUTHORITY,
                    EfiData.variable(guid, variable, EfiData.signature(certificate))));
    }

    void partitions() {
        add(BootEvent.of(5, EV_EFI_GPT_EVENT, EfiData.gpt()));
    }

    /** A program; its Authenticode digest is measured, and the log has its place and path. */
    void application(String path) {
        add(BootEvent.of(4, EV_EFI_BOOT_SERVICES_APPLICATION, EfiData.image(0x7700_0000L, 0x20_0000, path),
                EfiData.standIn(path, 64)));
    }

    void action(int pcr, String text) {
        add(BootEvent.of(pcr, EV_EFI_ACTION, Octets.utf8(text)));
    }

    void exitBootServices() {
        action(5, "Exit Boot Services Invocation");
        action(5, "Exit Boot Services Returned with Success");
    }
}
