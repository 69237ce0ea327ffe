package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One record of a log.
 *
 * @param digests what is extended, by bank
 */
public record BootEvent(int pcr, EventType type, Octets data, Map<Bank, Octets> digests) {
    public BootEvent {
        digests = Collections.unmodifiableMap(new EnumMap<>(digests));
    }

    /** Measured is the data itself. */
    public static BootEvent of(int pcr, EventType type, Octets data) {
        return of(pcr, type, data, data);
    }

    /** @param measured what the digests are of; the data only describes it */
    public static BootEvent of(int pcr, EventType type, Octets data, Octets measured) {
        Map<Bank, Octets> digests = new EnumMap<>(Bank.class);
        for (Bank bank : Bank.values())
            digests.put(bank, bank.digest(measured));
        return new BootEvent(pcr, type, data, digests);
    }

    /** EV_NO_ACTION: information, not measured; its digests are zero. */
    public static BootEvent information(int pcr, Octets data) {
        Map<Bank, Octets> digests = new EnumMap<>(Bank.class);
        for (Bank bank : Bank.values())
            digests.put(bank, Octets.zero(bank.length()));
        return new BootEvent(pcr, EventType.EV_NO_ACTION, data, digests);
    }

    boolean extended() {
        return type != EventType.EV_NO_ACTION;
    }

    /** Another type over the same digests: nothing of it is measured. */
    public BootEvent relabelled(EventType other) {
        return new BootEvent(pcr, other, data, digests);
    }

    /** Other data under the same digests. */
    public BootEvent describedAs(Octets other) {
        return new BootEvent(pcr, type, other, digests);
    }

    /** Another register, in the log. */
    public BootEvent movedTo(int other) {
        return new BootEvent(other, type, data, digests);
    }

    public boolean is(int register, EventType kind) {
        return pcr == register && type == kind;
    }

    /** Whether this is the UEFI variable of this name. */
    public boolean isVariable(String name) {
        return data.length() > 32 && data.toHex().startsWith(Octets.u64(name.length()).toHex(), 32)
                && data.toHex().startsWith(Octets.utf16(name).toHex(), 64);
    }
}
