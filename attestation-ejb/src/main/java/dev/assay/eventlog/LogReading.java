package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Optional;

/**
 * As much of a log as can be read, for explanation only: a verdict needs {@link EventLog#read}.
 *
 * @param failure why the rest cannot be read
 */
public record LogReading(EventLog log, Optional<MalformedException> failure) {
    public static LogReading of(Bytes octets) {
        return new EventLogReader(octets).read();
    }
}
