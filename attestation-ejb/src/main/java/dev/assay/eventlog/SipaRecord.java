package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One tagged record.
 *
 * @param id      of Windows ({@link SipaType}) or of another writer
 * @param data    the record's octets without its header
 * @param records of an aggregation; empty otherwise
 */
public record SipaRecord(long id, Bytes data, List<SipaRecord> records) {
    private static final int LONGEST_NUMBER = 8;

    public SipaRecord {
        records = List.copyOf(records);
    }

    public Optional<SipaType> type() {
        return SipaType.of(id);
    }

    /** As people read it; {@code 0x} and hexadecimal digits where the id is not of Windows. */
    public String label() {
        return type().map(SipaType::label).orElseGet(() -> "0x" + Long.toHexString(id));
    }

    /** By the record's own size, whatever width the name suggests; absent over eight octets or without any. */
    public Optional<Long> number() {
        if (data.length() == 0 || data.length() > LONGEST_NUMBER)
            return Optional.empty();
        long value = 0;
        for (int i = data.length() - 1; i >= 0; i--) {
            value = value << 8 | data.at(i);
        }
        return Optional.of(value);
    }

    /** Absent where the data is no number. */
    public Optional<Boolean> flag() {
        return number().map(value -> value != 0);
    }

    /** UTF-16, little-endian, to the first NUL. */
    public String text() {
        return Utf16.decode(data);
    }

    /** This record and all within, in the order written. */
    public Stream<SipaRecord> flat() {
        return Stream.concat(Stream.of(this), records.stream().flatMap(SipaRecord::flat));
    }
}
