package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A boot event log.
 *
 * @param format           of the first log where several are joined
 * @param specVersion      as {@code 2.0 errata 0}; absent in SHA-1-only logs
 * @param digestAlgorithms as the header declares them, in its order
 * @param events           in the order written, the Spec ID event included
 */
public record EventLog(LogFormat format, Optional<String> specVersion, List<DigestAlgorithm> digestAlgorithms,
        List<Event> events) {
    public EventLog {
        digestAlgorithms = List.copyOf(digestAlgorithms);
        events = List.copyOf(events);
    }

    /** @throws MalformedException with the field and offset where the log stops being one */
    public static EventLog read(Bytes octets) {
        LogReading reading = LogReading.of(octets);
        reading.failure().ifPresent(failure -> {
            throw failure;
        });
        return reading.log();
    }

    /** One list over several logs in measurement order; sequence numbers run on, offsets stay those of each log. */
    public static EventLog join(List<EventLog> logs) {
        if (logs.isEmpty())
            throw new MalformedException("logs", "no log is given");
        Set<DigestAlgorithm> algorithms = new LinkedHashSet<>();
        List<Event> events = new ArrayList<>();
        for (EventLog log : logs) {
            algorithms.addAll(log.digestAlgorithms);
            log.events.forEach(event -> events.add(event.numbered(events.size())));
        }
        EventLog first = logs.getFirst();
        return new EventLog(first.format, first.specVersion, List.copyOf(algorithms), events);
    }

    public Replay replay(DigestAlgorithm algorithm) {
        return Replay.of(this, algorithm);
    }

    /** 0–4 from the StartupLocality record, if one stands before the first measurement into PCR 0. */
    public Optional<Integer> startupLocality() {
        return beforeFirstMeasurement().map(Event::decoded).filter(EventData.StartupLocality.class::isInstance)
                .map(data -> ((EventData.StartupLocality) data).locality()).findFirst();
    }

    private Stream<Event> beforeFirstMeasurement() {
        return events.stream().takeWhile(event -> event.pcr() != 0 || !event.extended())
                .filter(event -> event.pcr() == 0 && event.is(EventType.EV_NO_ACTION));
    }
}
