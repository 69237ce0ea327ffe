package dev.assay.emulator.tpm;

import static dev.assay.emulator.bootlog.EventType.EV_EFI_ACTION;
import static dev.assay.emulator.bootlog.EventType.EV_EFI_PLATFORM_FIRMWARE_BLOB;
import static dev.assay.emulator.bootlog.EventType.EV_SEPARATOR;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootEvent;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bytes.Octets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Mistakes in a log that is not that of the registers (D.6), and in counters and firmware (D.7). */
public enum TpmLogMistake implements TpmMistake {
    /** The log ends within a record. */
    LOG_CUT_SHORT("D.6", draft -> draft.state().logOctets(log -> log.slice(0, log.length() - 1))),
    /** The log has no octets. */
    LOG_EMPTY("D.6", draft -> draft.state().logOctets(log -> Octets.zero(0))),
    /** The header counts one algorithm more than it lists. */
    LOG_HEADER_WRONG("D.6", draft -> draft.state().logOctets(log -> log.with(56, Octets.u32(3)))),
    /** The log is sound, and of a bank that is not quoted. */
    LOG_OF_OTHER_BANK("D.6", draft -> draft.state().format(log -> log.agile(Bank.SHA1))),
    /** TP-15: the last event is missing. */
    LOG_LACKS_LAST_EVENT("D.6", draft -> draft.state().logged(
            log -> new BootLog(log.locality(), log.events().subList(0, log.events().size() - 1)))),
    /** TP-15: register 4 was extended, and none of its events is in the log. */
    LOG_LACKS_REGISTER_4("D.6", draft -> draft.state().logged(log -> log.without(event -> event.pcr() == 4))),
    /** TP-15: register 7 was extended, and none of its events is in the log. */
    LOG_LACKS_REGISTER_7("D.6", draft -> draft.state().logged(log -> log.without(event -> event.pcr() == 7))),
    /** An event is in the log that was not measured. */
    LOG_EVENT_ADDED("D.6", draft -> draft.state()
            .logged(log -> log.with(BootEvent.of(7, EV_EFI_ACTION, Octets.utf8("Emulated"))))),
    /** An event is in the log twice. */
    LOG_EVENT_TWICE("D.6", draft -> draft.state().logged(log -> log
            .inserted(event -> event.is(7, EV_SEPARATOR), false, log.first(event -> event.is(7, EV_SEPARATOR))))),
    /** Two events of register 0 have changed places. */
    LOG_EVENTS_SWAPPED("D.6", draft -> draft.state().logged(TpmLogMistake::swapped)),
    /** An event stands under another register. */
    LOG_EVENT_MOVED("D.6", draft -> draft.state().logged(log -> log
            .changed(event -> event.is(0, EV_EFI_PLATFORM_FIRMWARE_BLOB), event -> event.movedTo(2)))),
    /** A digest has a bit flipped, in the quoted bank. */
    LOG_DIGEST_CHANGED("D.6", draft -> draft.state().logged(log -> log
            .changed(event -> event.is(4, EV_SEPARATOR), TpmLogMistake::flipped))),
    /** TP-16: a record says that the TPM was started from another locality. */
    LOG_LOCALITY_INVENTED("D.6", draft -> draft.state().logged(log -> log.startedFrom(3))),
    /** TP-16: the record that says the true locality is missing. */
    LOG_LOCALITY_HIDDEN("D.6", draft -> draft.state().measured(log -> log.startedFrom(3))
            .logged(log -> log.without(event -> event.type() == dev.assay.emulator.bootlog.EventType.EV_NO_ACTION))),
    /** TP-17: the log is that of the boot before. */
    LOG_OF_ANOTHER_BOOT("D.6", draft -> draft.state().logged(log -> draft.device().reboot().bootLog())),
    /** TP-17: the log of the state before sleep is that of another boot. */
    BOOT_LOG_OF_ANOTHER_BOOT("D.6",
            draft -> draft.boot(draft.device()).logged(log -> draft.device().reboot().bootLog())),

    /** TP-17: the state before sleep is of another boot, and sound in itself. */
    BOOT_STATE_OF_ANOTHER_BOOT("D.7", "reject", draft -> draft.boot(draft.device().reboot())),
    /** TP-17: the state before sleep is of a later resumption than the state now. */
    BOOT_STATE_OF_LATER("D.7", "reject", draft -> draft.boot(draft.device().resume())),
    /** TP-17: a registered device counts fewer resets than were seen. */
    RESETS_WENT_BACK("D.7", "deny", draft -> {
        draft.aik().path(KeyPath.REGISTERED);
        draft.last(draft.device().clock().reset());
    }),
    /** TP-17: a registered device counts fewer restarts than were seen in this boot. */
    RESTARTS_WENT_BACK("D.7", "deny", draft -> {
        draft.aik().path(KeyPath.REGISTERED);
        draft.last(draft.device().clock().restarted());
    }),
    /** TP-18: the TPM runs {@link EmulatedTpmDevice#OLD_FIRMWARE}, and the tenant's baseline denies it. */
    FIRMWARE_DENIED("D.7", "deny", draft -> draft.state()
            .quote(quote -> quote.firmwareVersion(EmulatedTpmDevice.OLD_FIRMWARE)));

    private final String step;
    private final String verdict;
    private final Consumer<TpmDraft> change;

    TpmLogMistake(String step, Consumer<TpmDraft> change) {
        this(step, "reject", change);
    }

    TpmLogMistake(String step, String verdict, Consumer<TpmDraft> change) {
        this.step = step;
        this.verdict = verdict;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public String verdict() {
        return verdict;
    }

    @Override
    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    private static BootLog swapped(BootLog log) {
        List<BootEvent> events = new ArrayList<>(log.events());
        int first = events.indexOf(log.first(event -> event.is(0, EV_EFI_PLATFORM_FIRMWARE_BLOB)));
        Collections.swap(events, first, first + 1);
        return new BootLog(log.locality(), events);
    }

    private static BootEvent flipped(BootEvent event) {
        Map<Bank, Octets> digests = new EnumMap<>(event.digests());
        digests.compute(Bank.SHA256, (bank, digest) -> digest.flipped(0));
        return new BootEvent(event.pcr(), event.type(), event.data(), digests);
    }
}
