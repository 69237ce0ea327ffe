package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A crypto-agile boot log in SHA-1 and SHA-256, and the registers it leads to. */
final class SoftLog {
    private static final List<TpmHash> BANKS = List.of(TpmHash.SHA1, TpmHash.SHA256);
    private static final int REGISTERS = 24;
    private static final Bytes GLOBAL = Bytes.hex("61dfe48bca93d211aa0d00e098032b8c");
    private static final Bytes DATABASE = Bytes.hex("cbb219d73a3d9645a3bcdad00e67656f");

    private final List<Bytes> events = new ArrayList<>();
    private final Map<TpmHash, Map<Integer, Bytes>> registers = new EnumMap<>(TpmHash.class);

    private SoftLog() {
        for (TpmHash bank : BANKS) {
            Map<Integer, Bytes> values = new TreeMap<>();
            for (int i = 0; i < REGISTERS; i++) {
                values.put(i, Bytes.hex((i >= 17 && i <= 22 ? "ff" : "00").repeat(bank.length())));
            }
            registers.put(bank, values);
        }
    }

    /** Firmware with secure boot, a boot manager, and Windows that measures no debugging. */
    static SoftLog windows() {
        return windows(false);
    }

    static SoftLog windows(boolean debugging) {
        SoftLog log = new SoftLog();
        log.measure(0, 8, utf16("1.0"));
        log.variable(GLOBAL, "SecureBoot", Bytes.hex("01"));
        log.variable(GLOBAL, "PK", Bytes.hex("00"));
        log.variable(GLOBAL, "KEK", Bytes.hex("00"));
        log.variable(DATABASE, "db", Bytes.hex("00"));
        log.variable(DATABASE, "dbx", Bytes.EMPTY);
        log.measure(4, 5, Bytes.utf8("Calling EFI Application from Boot Option"));
        for (int i = 0; i < 8; i++) {
            log.measure(i, 4, Bytes.hex("00000000"));
        }
        log.tagged(12, 0x40001, Bytes.hex(debugging ? "01" : "00"));
        log.tagged(12, 0x50002, Bytes.hex("01"));
        return log.measure(12, 4, Bytes.utf8("WBCL"));
    }

    /** A record of Windows within a trust boundary. */
    SoftLog tagged(int pcr, long id, Bytes data) {
        Bytes inner = new Octets().u32le(id).u32le(data.length()).add(data).bytes();
        return measure(pcr, 6, new Octets().u32le(0x40010001L).u32le(inner.length()).add(inner).bytes());
    }

    SoftLog variable(Bytes guid, String name, Bytes data) {
        Bytes text = utf16(name);
        return measure(7, 0x80000001L, new Octets().add(guid).u64le(name.length()).u64le(data.length()).add(text)
                .add(data).bytes());
    }

    SoftLog measure(int pcr, long type, Bytes data) {
        Octets event = new Octets().u32le(pcr).u32le(type).u32le(BANKS.size());
        for (TpmHash bank : BANKS) {
            Bytes digest = bank.digest(data);
            event.u16le(bank.id()).add(digest);
            registers.get(bank).computeIfPresent(pcr, (index, value) -> bank.digest(value.concat(digest)));
        }
        events.add(event.u32le(data.length()).add(data).bytes());
        return this;
    }

    /** An event that was measured nowhere. */
    SoftLog append(int pcr, long type, Bytes data) {
        Map<TpmHash, Map<Integer, Bytes>> before = registers();
        measure(pcr, type, data);
        registers.putAll(before);
        return this;
    }

    Bytes octets() {
        Octets spec = new Octets().add(Bytes.utf8("Spec ID Event03")).u8(0).u32le(0).u8(0).u8(2).u8(0).u8(2)
                .u32le(BANKS.size());
        BANKS.forEach(bank -> spec.u16le(bank.id()).u16le(bank.length()));
        Bytes data = spec.u8(0).bytes();
        Octets log = new Octets().u32le(0).u32le(3).add(Bytes.hex("00".repeat(20))).u32le(data.length()).add(data);
        events.forEach(log::add);
        return log.bytes();
    }

    Map<TpmHash, Map<Integer, Bytes>> registers() {
        Map<TpmHash, Map<Integer, Bytes>> copy = new EnumMap<>(TpmHash.class);
        registers.forEach((bank, values) -> copy.put(bank, new TreeMap<>(values)));
        return copy;
    }

    private static Bytes utf16(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE));
    }
}
