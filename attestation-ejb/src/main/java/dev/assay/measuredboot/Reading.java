package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventData;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.Measurement;
import dev.assay.eventlog.SipaRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One event of a quoted register, looked at once.
 *
 * @param event     with its digest in the claims' bank alone: the others are not quoted, or not in this register
 * @param digest    what the register was extended with
 * @param ofData    whether the digest is that of the data
 * @param data      by the rules of the type the event claims
 * @param authority the variable an event of an authority measured, shim's way included
 */
record Reading(Event event, Bytes digest, boolean ofData, EventData data, Optional<EventData.Variable> authority) {
    static Reading of(Event event, DigestAlgorithm bank) {
        Event alone = alone(event, bank);
        Optional<EventData.Variable> authority = event.is(EventType.EV_EFI_VARIABLE_AUTHORITY)
                ? Measurement.authority(alone, bank)
                : Optional.empty();
        return new Reading(alone, alone.digest(bank).orElseThrow(), Measurement.covers(alone, bank), alone.decoded(),
                authority);
    }

    /** The event with no digest but that of the bank. */
    static Event alone(Event event, DigestAlgorithm bank) {
        return new Event(event.sequence(), event.offset(), event.pcr(), event.type(),
                Map.of(bank, event.digest(bank).orElseThrow()), event.data());
    }

    boolean is(EventType type) {
        return event.is(type);
    }

    /** Whether the digest fits what the type says is measured (TP-11). */
    boolean fits(DigestRule rule) {
        return switch (rule) {
            case DATA -> ofData;
            case AUTHORITY -> authority.isPresent();
            case ELSEWHERE -> true;
        };
    }

    /** The records of a tagged event, empty where it is none. */
    List<SipaRecord> records() {
        return data instanceof EventData.Tagged tagged ? tagged.records() : List.of();
    }

    Optional<EventData.Variable> variable() {
        return data instanceof EventData.Variable variable ? Optional.of(variable) : Optional.empty();
    }
}
