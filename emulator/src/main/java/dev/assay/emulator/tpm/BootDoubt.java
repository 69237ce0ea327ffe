package dev.assay.emulator.tpm;

import static dev.assay.emulator.bootlog.EventType.EV_EFI_ACTION;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_VARIABLE_AUTHORITY;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_VARIABLE_DRIVER_CONFIG;
import static dev.assay.emulator.bootlog.EventType.EV_EVENT_TAG;
import static dev.assay.emulator.bootlog.EventType.EV_SEPARATOR;
import static dev.assay.emulator.bootlog.EventType.EV_UNUSED;

import dev.assay.emulator.bootlog.BootEvent;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.EventType;
import dev.assay.emulator.bootlog.Fact;
import dev.assay.emulator.bytes.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Ways to measure and log things so that log and quote agree in every bank, and yet one fact must not be believed: no step
 * fails, and one claim is lost (TP-11 to TP-16).
 */
public enum BootDoubt {
    /** TP-11: the events of register 7 go by a type that means nothing. */
    SECURE_BOOT_RELABELLED(Lost.SECURE_BOOT, draft -> logged(draft,
            log -> log.changed(event -> event.pcr() == 7, event -> event.relabelled(EV_UNUSED)))),
    /** TP-11: the machine booted without, its events go by other types, and the system extended better ones. */
    SECURE_BOOT_APPENDED(Lost.SECURE_BOOT, BootDoubt::appended),
    /** TP-13: two variables have the name. */
    SECURE_BOOT_TWICE(Lost.SECURE_BOOT, draft -> measured(draft,
            log -> log.inserted(BootDoubt::secureBoot, false, log.first(BootDoubt::secureBoot)))),
    /** TP-13: the variable is measured behind the separator. */
    SECURE_BOOT_AFTER_SEPARATOR(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.without(BootDoubt::secureBoot)
            .inserted(BootDoubt::separator, false, log.first(BootDoubt::secureBoot)))),
    /** TP-13: the variable is absent. */
    SECURE_BOOT_ABSENT(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.without(BootDoubt::secureBoot))),
    /** TP-13: the variable has the name, and another GUID. */
    SECURE_BOOT_OF_OTHER_GUID(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.changed(BootDoubt::secureBoot,
            event -> BootEvent.of(7, event.type(), event.data().flipped(0))))),
    /** TP-13: the variable has two octets. */
    SECURE_BOOT_TOO_LONG(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.changed(BootDoubt::secureBoot,
            event -> BootEvent.of(7, event.type(), event.data().with(24, Octets.u64(2)).then(Octets.zero(1)))))),
    /** TP-12: it was off, that is what was measured, and the data says on. */
    SECURE_BOOT_DESCRIBED_OTHERWISE(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.changed(
            BootDoubt::secureBoot, event -> BootEvent.of(7, event.type(), event.data(), event.data().flipped(52))))),
    /** TP-13: no platform key was measured. */
    PLATFORM_KEY_ABSENT(Lost.SECURE_BOOT,
            draft -> measured(draft, log -> log.without(event -> event.isVariable("PK")))),
    /** TP-13: nothing vouched for what was started. */
    AUTHORITY_ABSENT(Lost.SECURE_BOOT, draft -> measured(draft,
            log -> log.without(event -> event.is(7, EV_EFI_VARIABLE_AUTHORITY)))),
    /** TP-13: a debugger was attached to the firmware. */
    FIRMWARE_DEBUGGER(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.inserted(BootDoubt::separator, true,
            BootEvent.of(7, EV_EFI_ACTION, Octets.utf8("UEFI Debug Mode"))))),
    /** TP-14: register 7 has two separators. */
    SEPARATOR_TWICE(Lost.SECURE_BOOT, draft -> measured(draft,
            log -> log.inserted(BootDoubt::separator, false, log.first(BootDoubt::separator)))),
    /** TP-14: register 7 has no separator. */
    SEPARATOR_ABSENT(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.without(BootDoubt::separator))),
    /** TP-14: the separator of register 7 says that an error occurred. */
    SEPARATOR_OF_AN_ERROR(Lost.SECURE_BOOT, draft -> measured(draft, log -> log.changed(BootDoubt::separator,
            event -> BootEvent.of(7, EV_SEPARATOR, Octets.u32(1))))),

    /** TP-11: the records of Windows go by a type that means nothing. */
    TAGS_RELABELLED(Lost.WINDOWS, draft -> logged(draft,
            log -> log.changed(BootDoubt::tag, event -> event.relabelled(EV_UNUSED)))),
    /** TP-12: debugging was on, that is what was measured, and the data says off. */
    TAGS_DESCRIBED_OTHERWISE(Lost.WINDOWS, draft -> {
        BootLog debugged = draft.device().with(Fact.BOOT_DEBUGGING, 1).bootLog();
        List<BootEvent> said = draft.device().bootLog().events();
        draft.state().measured(log -> debugged).logged(log -> zipped(log, said));
    }),
    /** TP-16: the records of Windows are information that is not measured. */
    TAGS_NOT_MEASURED(Lost.WINDOWS, draft -> measured(draft, log -> log.changed(BootDoubt::tag,
            event -> BootEvent.information(event.pcr(), event.data())))),
    /** TP-11: register 12 has records of Windows behind its separator, where the system runs. */
    TAG_AFTER_SEPARATOR(Lost.WINDOWS, draft -> measured(draft,
            log -> log.with(log.first(event -> event.is(12, EV_EVENT_TAG))))),
    /** TP-11: the records of Windows stand on register 16, which anyone may reset. */
    TAGS_ON_ANOTHER_REGISTER(Lost.WINDOWS, draft -> measured(draft,
            log -> log.changed(BootDoubt::tag, event -> event.movedTo(16)))),
    /** TP-14: register 12 has no separator. */
    TAGS_WITHOUT_SEPARATOR(Lost.WINDOWS, draft -> measured(draft,
            log -> log.without(event -> event.is(12, EV_SEPARATOR)))),
    /** TP-15: register 12 was extended, and none of its events is in the log. */
    LOG_LACKS_REGISTER_12(Lost.WINDOWS, draft -> logged(draft, log -> log.without(event -> event.pcr() == 12))),
    /** TP-15: register 13 was extended, and none of its events is in the log. */
    LOG_LACKS_REGISTER_13(Lost.WINDOWS, draft -> logged(draft, log -> log.without(event -> event.pcr() == 13)));

    /** Which ready-made claim must not be true (maa-tpm §4). */
    private static final class Lost {
        static final String SECURE_BOOT = "secureBootEnabled";
        static final String WINDOWS = "bootDebuggingDisabled";
    }

    private final String lost;
    private final Consumer<TpmDraft> change;

    BootDoubt(String lost, Consumer<TpmDraft> change) {
        this.lost = lost;
        this.change = change;
    }

    /** The ready-made claim that must not be true. */
    public String lost() {
        return lost;
    }

    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    private static void measured(TpmDraft draft, java.util.function.UnaryOperator<BootLog> change) {
        draft.state().measured(change);
    }

    private static void logged(TpmDraft draft, java.util.function.UnaryOperator<BootLog> change) {
        draft.state().logged(change);
    }

    private static boolean secureBoot(BootEvent event) {
        return event.is(7, EV_EFI_VARIABLE_DRIVER_CONFIG) && event.isVariable("SecureBoot");
    }

    private static boolean separator(BootEvent event) {
        return event.is(7, EV_SEPARATOR);
    }

    private static boolean tag(BootEvent event) {
        return event.type() == EV_EVENT_TAG;
    }

    private static void appended(TpmDraft draft) {
        BootLog unsafe = draft.device().with(Fact.SECURE_BOOT, 0).bootLog();
        Predicate<BootEvent> ofSeven = event -> event.pcr() == 7;
        List<BootEvent> events = new ArrayList<>(unsafe.events());
        draft.device().bootLog().events().stream().filter(ofSeven).forEach(events::add);
        draft.state().measured(log -> BootLog.of(events)).logged(log -> relabelledFrom(log, unsafe.events().size()));
    }

    /** Events of register 7 before this place go by another type. */
    private static BootLog relabelledFrom(BootLog log, int end) {
        List<BootEvent> events = new ArrayList<>(log.events());
        for (int i = 0; i < end; i++) {
            if (events.get(i).pcr() == 7)
                events.set(i, events.get(i).relabelled(EventType.EV_UNUSED));
        }
        return BootLog.of(events);
    }

    /** The digests of one log and the data of another, event by event. */
    private static BootLog zipped(BootLog log, List<BootEvent> said) {
        List<BootEvent> events = new ArrayList<>();
        for (int i = 0; i < said.size(); i++)
            events.add(log.events().get(i).describedAs(said.get(i).data()));
        return BootLog.of(events);
    }
}
