package dev.assay.measuredboot;

import dev.assay.eventlog.SipaRecord;
import java.util.List;
import java.util.stream.Stream;

/** Records of Windows in tagged events (maa-tpm §7). */
final class WindowsRecords {
    private static final long NOT_MEASURED = 0x8000_0000L;
    /** Flags of the identifier, and the family within it. */
    private static final long FAMILY = 0x3fff_0000L;
    private static final long CONTAINER = 0x0001_0000L;

    private WindowsRecords() {}

    /** Whether one of them is of Windows: a known identifier, or a container of its family. */
    static boolean anyIn(List<SipaRecord> records) {
        return records.stream().anyMatch(one -> one.type().isPresent() || (one.id() & FAMILY) == CONTAINER);
    }

    /** Those that count and all within; what Windows itself marks as not measured does not, nor what is in it. */
    static Stream<SipaRecord> measured(List<SipaRecord> records) {
        return records.stream().filter(one -> (one.id() & NOT_MEASURED) == 0)
                .flatMap(one -> Stream.concat(Stream.of(one), measured(one.records())));
    }
}
