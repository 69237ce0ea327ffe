package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes logs by hand: records one after the other, in either framing. */
final class LogWriter {
    private final List<DigestAlgorithm> algorithms;
    private Bytes log = Bytes.EMPTY;

    private LogWriter(List<DigestAlgorithm> algorithms) {
        this.algorithms = algorithms;
    }

    static LogWriter sha1() {
        return new LogWriter(List.of());
    }

    static LogWriter agile(DigestAlgorithm... algorithms) {
        LogWriter writer = new LogWriter(List.of(algorithms));
        Bytes id = Bytes.utf8("Spec ID Event03\0").concat(u32(0)).concat(Bytes.hex("00020002"))
                .concat(u32(algorithms.length));
        for (DigestAlgorithm one : algorithms) {
            id = id.concat(u16(one.id())).concat(u16(one.length()));
        }
        return writer.raw(u32(0).concat(u32(3)).concat(Bytes.copyOf(new byte[20])).concat(sized(id.concat(u8(0)))));
    }

    /** With the digests of the data. */
    LogWriter event(long pcr, EventType type, Bytes data) {
        return event(pcr, type, data, data);
    }

    /** With the digests of something else. */
    LogWriter event(long pcr, EventType type, Bytes data, Bytes measured) {
        Bytes head = u32(pcr).concat(u32(type.code()));
        if (algorithms.isEmpty())
            return raw(head.concat(DigestAlgorithm.SHA1.digest(measured)).concat(sized(data)));
        head = head.concat(u32(algorithms.size()));
        for (DigestAlgorithm one : algorithms) {
            head = head.concat(u16(one.id())).concat(one.digest(measured));
        }
        return raw(head.concat(sized(data)));
    }

    LogWriter raw(Bytes octets) {
        log = log.concat(octets);
        return this;
    }

    Bytes octets() {
        return log;
    }

    EventLog read() {
        return EventLog.read(log);
    }

    /** A tagged record. */
    static Bytes tagged(SipaType type, Bytes data) {
        return u32(type.id()).concat(sized(data));
    }

    static Bytes sized(Bytes data) {
        return u32(data.length()).concat(data);
    }

    static Bytes u8(int value) {
        return Bytes.copyOf(new byte[]{(byte) value});
    }

    static Bytes u16(int value) {
        return Bytes.copyOf(little(2).putShort((short) value).array());
    }

    static Bytes u32(long value) {
        return Bytes.copyOf(little(4).putInt((int) value).array());
    }

    static Bytes u64(long value) {
        return Bytes.copyOf(little(8).putLong(value).array());
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
