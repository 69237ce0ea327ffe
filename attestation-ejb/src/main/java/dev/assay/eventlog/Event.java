package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a log, as it is written there.
 *
 * @param sequence running number from 0 over the whole, joined list
 * @param offset   octets from the start of its log
 * @param pcr      0–23, or 4 294 967 295 where Windows writes an unmeasured record
 * @param type     TCG event type; nothing vouches for it (TP-11)
 * @param digests  in the order written
 */
public record Event(int sequence, int offset, long pcr, long type, Map<DigestAlgorithm, Bytes> digests, Bytes data) {
    public Event {
        digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
    }

    public Optional<EventType> knownType() {
        return EventType.of(type);
    }

    public boolean is(EventType other) {
        return type == other.code();
    }

    /** The TCG's name, else {@code 0x} and hexadecimal digits. */
    public String typeName() {
        return EventType.name(type);
    }

    public Optional<Bytes> digest(DigestAlgorithm algorithm) {
        return Optional.ofNullable(digests.get(algorithm));
    }

    /** EV_NO_ACTION is never extended (PFP §10.4.5), whatever its digest field holds (TP-16). */
    public boolean extended() {
        return !is(EventType.EV_NO_ACTION);
    }

    /** The data by the rules of its type; a hint until it is measured (TP-12). */
    public EventData decoded() {
        return EventDataReader.read(this);
    }

    Event numbered(int number) {
        return new Event(number, offset, pcr, type, digests, data);
    }
}
