package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The events of one boot, in the order of measurement.
 *
 * @param locality the TPM was started from: what register 0 starts with
 */
public record BootLog(int locality, List<BootEvent> events) {
    private static final Octets SIGNATURE = Octets.utf8("Spec ID Event03\0");
    private static final Octets STARTUP_LOCALITY = Octets.utf8("StartupLocality\0");

    public BootLog {
        events = List.copyOf(events);
    }

    /** Started from locality 0, as most machines are. */
    public static BootLog of(List<BootEvent> events) {
        return new BootLog(0, events);
    }

    /** A start from another locality, with the record that says so. */
    public BootLog startedFrom(int other) {
        List<BootEvent> changed = new ArrayList<>(events);
        changed.addFirst(BootEvent.information(0, STARTUP_LOCALITY.then(Octets.u8(other))));
        return new BootLog(other, changed);
    }

    public BootLog with(BootEvent more) {
        List<BootEvent> changed = new ArrayList<>(events);
        changed.add(more);
        return new BootLog(locality, changed);
    }

    public BootLog without(Predicate<BootEvent> unwanted) {
        return new BootLog(locality, events.stream().filter(unwanted.negate()).toList());
    }

    /** @param change applied to each event that matches */
    public BootLog changed(Predicate<BootEvent> which, UnaryOperator<BootEvent> change) {
        return new BootLog(locality,
                events.stream().map(event -> which.test(event) ? change.apply(event) : event).toList());
    }

    /** With this event right before or behind the first that matches. */
    public BootLog inserted(Predicate<BootEvent> place, boolean before, BootEvent more) {
        List<BootEvent> changed = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i++) {
            if (place.test(events.get(i))) {
                changed.add(before ? i : i + 1, more);
                return new BootLog(locality, changed);
            }
        }
        throw new IllegalArgumentException("the log has no such event");
    }

    /** @throws IllegalArgumentException where there is none */
    public BootEvent first(Predicate<BootEvent> which) {
        return events.stream().filter(which).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the log has no such event"));
    }

    /** Crypto-agile (PFP §10.4.5): the header, then each event with a digest per bank. */
    public Octets agile(Bank... banks) {
        List<Octets> parts = new ArrayList<>(List.of(header(banks)));
        events.forEach(event -> parts.add(record(event, banks)));
        return Octets.join(parts.toArray(Octets[]::new));
    }

    /** SHA-1 alone (TCG_PCClientPCREvent), without a header. */
    public Octets sha1() {
        return Octets.join(events.stream().map(event -> Octets.join(Octets.u32(event.pcr()),
                Octets.u32(event.type().code()), event.digests().get(Bank.SHA1), sized(event.data())))
                .toArray(Octets[]::new));
    }

    /** As Windows hands out a log kept for itself: {@code WBCL}, version 1, count, length, then the log. */
    public Octets wbcl(Bank... banks) {
        Octets log = agile(banks);
        return Octets.join(Octets.utf8("WBCL"), Octets.u32(1), Octets.u32(events.size() + 1L), Octets.u32(log.length()),
                log);
    }

    private static Octets header(Bank... banks) {
        Octets id = Octets.join(SIGNATURE, Octets.u32(0), Octets.hex("00020002"), Octets.u32(banks.length));
        for (Bank bank : banks)
            id = Octets.join(id, Octets.u16(bank.id()), Octets.u16(bank.length()));
        return Octets.join(Octets.u32(0), Octets.u32(EventType.EV_NO_ACTION.code()), Octets.zero(20),
                sized(id.then(Octets.u8(0))));
    }

    private static Octets record(BootEvent event, Bank... banks) {
        Octets head = Octets.join(Octets.u32(event.pcr()), Octets.u32(event.type().code()), Octets.u32(banks.length));
        for (Bank bank : banks)
            head = Octets.join(head, Octets.u16(bank.id()), event.digests().get(bank));
        return head.then(sized(event.data()));
    }

    static Octets sized(Octets data) {
        return Octets.u32(data.length()).then(data);
    }
}
