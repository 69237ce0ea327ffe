package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.LogFormat;
import dev.assay.eventlog.SipaType;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A log made by hand, with right digests; changed copies of it; and the registers after it. */
final class HandMadeLog {
    static final String GLOBAL = "61dfe48bca93d211aa0d00e098032b8c";
    static final String SIGNATURES = "cbb219d73a3d9645a3bcdad00e67656f";
    static final Bytes ZERO = Bytes.hex("00000000");
    static final Bytes WBCL = Bytes.utf8("WBCL");
    static final Bytes ON = Bytes.hex("01");
    static final Bytes OFF = Bytes.hex("00");

    private final List<DigestAlgorithm> algorithms;
    private final List<Event> events = new ArrayList<>();

    HandMadeLog(DigestAlgorithm... algorithms) {
        this.algorithms = List.of(algorithms);
    }

    /** The firmware's part of a machine with secure boot on or off, to the loader. */
    static HandMadeLog firmware(Bytes secureBoot) {
        HandMadeLog log = new HandMadeLog(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256);
        log.add(0, EventType.EV_S_CRTM_VERSION, Bytes.utf8("1.0"));
        log.add(0, EventType.EV_EFI_PLATFORM_FIRMWARE_BLOB, Bytes.utf8("where"), Bytes.utf8("the firmware"));
        log.secureBoot(secureBoot);
        for (int register = 0; register < 8; register++) {
            log.add(register, EventType.EV_SEPARATOR, ZERO);
        }
        log.add(5, EventType.EV_EFI_GPT_EVENT, Bytes.utf8("partitions"));
        return log.add(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, Bytes.utf8("path"), Bytes.utf8("the loader"));
    }

    /** A Windows machine: firmware, facts and their separators. */
    static HandMadeLog windows(Bytes secureBoot, Bytes facts) {
        HandMadeLog log = firmware(secureBoot).authority();
        log.add(11, EventType.EV_COMPACT_HASH, Bytes.hex("10000000"));
        log.add(12, EventType.EV_EVENT_TAG, boundary(flag(SipaType.BOOTDEBUGGING, 0)));
        log.add(13, EventType.EV_EVENT_TAG, boundary(flag(SipaType.BOOTDEBUGGING, 0)));
        log.add(12, EventType.EV_EVENT_TAG, boundary(facts));
        log.add(13, EventType.EV_EVENT_TAG, boundary(facts));
        log.add(14, EventType.EV_EVENT_TAG, tagged(SipaType.AUTHORITYPUBKEY, Bytes.utf8("key")));
        for (int register = 12; register < 15; register++) {
            log.add(register, EventType.EV_SEPARATOR, WBCL);
        }
        return log.add(5, EventType.EV_EFI_ACTION, Bytes.utf8(Landmarks.EXITED));
    }

    /** All ready-made claims are true of it. */
    static HandMadeLog soundWindows() {
        return windows(ON, soundFacts());
    }

    static Bytes soundFacts() {
        return flag(SipaType.SAFEMODE, 0).concat(flag(SipaType.WINPE, 0)).concat(flag(SipaType.VBS_VSM_REQUIRED, 1))
                .concat(flag(SipaType.VBS_MANDATORY_ENFORCEMENT, 1)).concat(flag(SipaType.VBS_IOMMU_REQUIRED, 1));
    }

    /** None is. */
    static HandMadeLog unsoundWindows() {
        Bytes facts = flag(SipaType.SAFEMODE, 1).concat(flag(SipaType.WINPE, 1)).concat(flag(SipaType.BOOTDEBUGGING, 1))
                .concat(flag(SipaType.VBS_VSM_REQUIRED, 0)).concat(flag(SipaType.VBS_IOMMU_REQUIRED, 0));
        return windows(OFF, facts);
    }

    private void secureBoot(Bytes value) {
        variable(GLOBAL, "SecureBoot", value);
        variable(GLOBAL, "PK", signatureList("platform"));
        variable(GLOBAL, "KEK", signatureList("exchange"));
        variable(SIGNATURES, "db", signatureList("allowed"));
        variable(SIGNATURES, "dbx", signatureList("forbidden"));
    }

    HandMadeLog variable(String guid, String name, Bytes value) {
        return add(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, variableData(guid, name, value));
    }

    /** The loader verified with a key of db. */
    HandMadeLog authority() {
        return add(7, EventType.EV_EFI_VARIABLE_AUTHORITY, authorityData());
    }

    static Bytes authorityData() {
        return variableData(SIGNATURES, "db", Bytes.utf8("owner-of-the-key a certificate"));
    }

    static Bytes variableData(String guid, String name, Bytes value) {
        return Bytes.hex(guid).concat(u64(name.length())).concat(u64(value.length()))
                .concat(Bytes.copyOf(name.getBytes(StandardCharsets.UTF_16LE))).concat(value);
    }

    /** One signature of one owner. */
    static Bytes signatureList(String certificate) {
        Bytes signature = Bytes.utf8("owner-of-the-key").concat(Bytes.utf8(certificate));
        return Bytes.hex("a159c0a5e494a74a87b5ab155c2bf072").concat(u32(28 + signature.length())).concat(u32(0))
                .concat(u32(signature.length())).concat(signature);
    }

    static Bytes boundary(Bytes records) {
        return tagged(SipaType.TRUSTBOUNDARY, records);
    }

    static Bytes flag(SipaType type, int value) {
        return tagged(type, Bytes.copyOf(new byte[]{(byte) value}));
    }

    static Bytes tagged(SipaType type, Bytes data) {
        return u32(type.id()).concat(u32(data.length())).concat(data);
    }

    HandMadeLog add(int register, EventType type, Bytes data) {
        return add(register, type, data, data);
    }

    HandMadeLog add(int register, EventType type, Bytes data, Bytes measured) {
        Map<DigestAlgorithm, Bytes> digests = new LinkedHashMap<>();
        algorithms.forEach(one -> digests.put(one, one.digest(measured)));
        events.add(new Event(events.size(), 0, register, type.code(), digests, data));
        return this;
    }

    EventLog log() {
        return log(events);
    }

    private EventLog log(List<Event> changed) {
        return new EventLog(LogFormat.CRYPTO_AGILE, Optional.of("2.0 errata 0"), algorithms, numbered(changed));
    }

    private static List<Event> numbered(List<Event> events) {
        return IntStream.range(0, events.size()).mapToObj(i -> changed(events.get(i), i, events.get(i).type(),
                events.get(i).data())).toList();
    }

    private static Event changed(Event event, int sequence, long type, Bytes data) {
        return new Event(sequence, event.offset(), event.pcr(), type, event.digests(), data);
    }

    /** What the machine's registers hold. */
    PcrValues quote() {
        return Quoted.after(log());
    }

    MeasuredBoot boot() {
        return judge(log(), quote());
    }

    static MeasuredBoot judge(EventLog log, PcrValues quote) {
        return MeasuredBoot.replay(log, quote, TpmHash.SOUND);
    }

    /** With the digests, and so the registers, as they were. */
    static EventLog relabelled(EventLog log, Predicate<Event> which, EventType type) {
        return redone(log, log.events().stream()
                .map(one -> which.test(one) ? changed(one, one.sequence(), type.code(), one.data()) : one).toList());
    }

    static EventLog retold(EventLog log, Predicate<Event> which, Bytes data) {
        return redone(log, log.events().stream()
                .map(one -> which.test(one) ? changed(one, one.sequence(), one.type(), data) : one).toList());
    }

    static EventLog without(EventLog log, Predicate<Event> which) {
        return redone(log, log.events().stream().filter(which.negate()).toList());
    }

    static EventLog redone(EventLog log, List<Event> events) {
        return new EventLog(log.format(), log.specVersion(), log.digestAlgorithms(), numbered(events));
    }

    /** Octets as a machine writes them, for what cuts and counts. */
    Bytes octets() {
        Bytes octets = header();
        for (Event event : events) {
            octets = octets.concat(record(event));
        }
        return octets;
    }

    private Bytes header() {
        Bytes id = Bytes.utf8("Spec ID Event03\0").concat(u32(0)).concat(Bytes.hex("00020002"))
                .concat(u32(algorithms.size()));
        for (DigestAlgorithm one : algorithms) {
            id = id.concat(u16(one.id())).concat(u16(one.length()));
        }
        Bytes data = id.concat(OFF);
        return u32(0).concat(u32(3)).concat(Bytes.copyOf(new byte[20])).concat(u32(data.length())).concat(data);
    }

    private Bytes record(Event event) {
        Bytes head = u32(event.pcr()).concat(u32(event.type())).concat(u32(algorithms.size()));
        for (DigestAlgorithm one : algorithms) {
            head = head.concat(u16(one.id())).concat(event.digest(one).orElseThrow());
        }
        return head.concat(u32(event.data().length())).concat(event.data());
    }

    static Bytes u32(long value) {
        return little(4, value);
    }

    private static Bytes u16(long value) {
        return little(2, value);
    }

    private static Bytes u64(long value) {
        return little(8, value);
    }

    private static Bytes little(int length, long value) {
        byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        return Bytes.copyOf(Arrays.copyOf(eight, length));
    }
}
