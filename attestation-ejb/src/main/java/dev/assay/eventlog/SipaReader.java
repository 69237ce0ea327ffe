package dev.assay.eventlog;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Tagged records: id and size, 32 bits each, little-endian, then the data (maa-tpm §7). */
final class SipaReader {
    /** why: Windows nests two deep; every level reads its octets once more. */
    static final int MAX_DEPTH = 4;

    private SipaReader() {}

    /** @throws MalformedException where the records do not fill the data exactly, or nest deeper than four */
    static List<SipaRecord> read(Bytes data) {
        return records(data, 1);
    }

    private static List<SipaRecord> records(Bytes data, int depth) {
        if (depth > MAX_DEPTH)
            throw new MalformedException("tagged record", 0, "is nested deeper than " + MAX_DEPTH);
        ByteReader in = data.reader();
        List<SipaRecord> records = new ArrayList<>();
        while (in.remaining() > 0) {
            records.add(next(in, depth));
        }
        return records;
    }

    private static SipaRecord next(ByteReader in, int depth) {
        long id = in.u32le("record id");
        Bytes data = in.bytes("record data", in.u32le("record size"));
        boolean aggregation = SipaType.of(id).filter(type -> type.form() == SipaType.Form.AGGREGATION).isPresent();
        return new SipaRecord(id, data, aggregation ? records(data, depth + 1) : List.of());
    }
}
