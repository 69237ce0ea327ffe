package dev.assay.measuredboot;

import dev.assay.eventlog.EventData;
import dev.assay.eventlog.EventType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The events of one register in order, held against its rule (TP-11, TP-14). A register is believed whole or not at all:
 * where one event is not what it says, no one can tell which others were left to be seen.
 */
final class RegisterReading {
    /** What a register without a fault is: measured by Windows, by others, or never extended. */
    enum Kind {
        UNTOUCHED,
        WINDOWS,
        OTHER
    }

    private final int register;
    private final RegisterRule rule;
    private final Landmarks landmarks;
    private final Set<String> names = new HashSet<>();
    private boolean separated;
    private boolean exited;
    private boolean windows;
    private boolean others;
    private int seen;
    private String fault;
    private OptionalInt culprit = OptionalInt.empty();

    private RegisterReading(int register, RegisterRule rule, Landmarks landmarks) {
        this.register = register;
        this.rule = rule;
        this.landmarks = landmarks;
    }

    /** @param locality PCR 0's, as the log declares it */
    static RegisterReading of(int register, List<Reading> events, Landmarks landmarks, Optional<Integer> locality) {
        RegisterRule rule = RegisterRule.of(register).orElse(RegisterRule.NOTHING);
        RegisterReading reading = new RegisterReading(register, rule, landmarks);
        for (Reading one : events) {
            reading.next(one, locality);
            if (reading.fault != null)
                return reading;
        }
        reading.end();
        return reading;
    }

    /** One sentence; empty where the register is believed. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** The sequence number of the event that is not what it says, where it is one event's fault. */
    OptionalInt culprit() {
        return culprit;
    }

    Kind kind() {
        if (seen == 0)
            return Kind.UNTOUCHED;
        return windows ? Kind.WINDOWS : Kind.OTHER;
    }

    /** Events looked at: TP's bound on work is counted, not timed. */
    int steps() {
        return seen;
    }

    private void next(Reading one, Optional<Integer> locality) {
        seen++;
        Optional<String> found = wrong(one, locality);
        if (found.isPresent()) {
            fault = found.get();
            culprit = OptionalInt.of(one.event().sequence());
        }
    }

    private Optional<String> wrong(Reading one, Optional<Integer> locality) {
        if (landmarks.disguised(one))
            return because("measures a separator or action and is logged as something else (TP-11)");
        if (exited)
            return because("stands after the firmware handed over to the system (TP-14)");
        return one.is(EventType.EV_SEPARATOR) ? separator(one) : other(one, locality);
    }

    private Optional<String> separator(Reading one) {
        if (separated)
            return because("is a second separator (TP-14)");
        if (!one.ofData() || !rule.separator().holds(one.event().data()))
            return because("is a separator this register cannot have (TP-14)");
        separated = true;
        return Optional.empty();
    }

    private Optional<String> other(Reading one, Optional<Integer> locality) {
        Optional<EventType> type = one.event().knownType().filter(known -> rule.allows(known, separated));
        if (type.isEmpty())
            return because("has a type that means nothing in this register "
                    + (separated ? "after its separator (TP-11)" : "(TP-11)"));
        if (!one.fits(RegisterRule.digestRule(type.get(), register)))
            return because("has a digest that is not of its data, which its type demands (TP-11)");
        return content(one, type.get(), locality);
    }

    /** What the data may say here; data that is not measured is no one's word. */
    private Optional<String> content(Reading one, EventType type, Optional<Integer> locality) {
        return switch (type) {
            case EV_EVENT_TAG -> tagged(one);
            case EV_IPL -> foreign();
            case EV_EFI_VARIABLE_DRIVER_CONFIG, EV_EFI_VARIABLE_BOOT, EV_EFI_VARIABLE_BOOT2 -> variable(one);
            case EV_EFI_VARIABLE_AUTHORITY -> authority(one.authority().orElseThrow());
            case EV_EFI_ACTION -> action(one);
            case EV_EFI_HCRTM_EVENT -> hardware(locality);
            default -> Optional.empty();
        };
    }

    private Optional<String> tagged(Reading one) {
        boolean ofWindows = WindowsRecords.anyIn(one.records());
        if (!ofWindows)
            return foreign();
        if (rule.separator() != Separator.WINDOWS)
            return because("holds records of Windows, which belong to other registers (TP-11)");
        windows = true;
        if (!one.ofData())
            return because("holds records of Windows that were not measured (TP-12)");
        return others ? because("holds records of Windows beside events of another system (TP-11)") : Optional.empty();
    }

    private Optional<String> foreign() {
        others = true;
        return windows ? because("is no record of Windows among such records (TP-11)") : Optional.empty();
    }

    private Optional<String> variable(Reading one) {
        if (register == 7)
            return one.variable().map(this::ofSecureBoot).orElseGet(() -> because("is no variable (TP-13)"));
        return one.variable().filter(SecureBoot::owns).isEmpty()
                ? Optional.empty()
                : because("names a variable of secure boot outside register 7 (TP-13)");
    }

    private Optional<String> ofSecureBoot(EventData.Variable variable) {
        if (!names.add(variable.name()))
            return because("names a variable a second time (TP-13)");
        return SecureBoot.wellFormed(variable)
                ? Optional.empty()
                : because("is a database of keys that cannot be read (TP-13)");
    }

    private Optional<String> authority(EventData.Variable variable) {
        return SecureBoot.mayAuthorise(variable)
                ? Optional.empty()
                : because("names a variable that authorises nothing (TP-13)");
    }

    private Optional<String> action(Reading one) {
        String text = one.data() instanceof EventData.Text said ? said.text() : "";
        exited = register == 5 && text.equals(Landmarks.EXITED);
        boolean known = register != 7 || text.equals(Landmarks.DEBUGGER) || text.equals(Landmarks.NO_DMA_PROTECTION);
        return known ? Optional.empty() : because("is an action register 7 does not know (TP-13)");
    }

    /** TP-16: a hardware measurement is the first, and starts register 0 from locality 4. */
    private Optional<String> hardware(Optional<Integer> locality) {
        return seen == 1 && locality.orElse(4) == 4
                ? Optional.empty()
                : because("is no hardware measurement: it is not the first, or not from locality 4 (TP-16)");
    }

    private void end() {
        boolean demanded = switch (rule.separator()) {
            case FIRMWARE -> seen > 0;
            case WINDOWS -> windows && register < 17;
            case NONE -> false;
        };
        if (demanded && !separated)
            fault = "its separator is not in the log (TP-14)";
        else if (rule.separator() == Separator.WINDOWS && separated && !windows)
            fault = "it has the separator of Windows and no record of it (TP-14)";
    }

    private static Optional<String> because(String what) {
        return Optional.of(what);
    }
}
