package dev.assay.eventlog;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over a log: header, then records until the end or the first that is none. */
final class EventLogReader {
    /** why: real logs have some hundred; the bound keeps objects in proportion to the largest request. */
    static final int MAX_EVENTS = 1 << 16;
    private static final Bytes WINDOWS = Bytes.utf8("WBCL");
    private static final int LAST_PCR = 23;
    /** PCR index and event type. */
    private static final int HEADER_LENGTH = 8;

    private final Bytes octets;
    private final ByteReader in;
    private final FirmwareQuirks quirks;
    private final List<Event> events = new ArrayList<>();
    private Optional<SpecId> header = Optional.empty();

    EventLogReader(Bytes octets) {
        this.octets = octets;
        this.in = octets.reader();
        this.quirks = new FirmwareQuirks(octets);
    }

    LogReading read() {
        try {
            all();
            return new LogReading(log(), Optional.empty());
        } catch (MalformedException failure) {
            return new LogReading(log(), Optional.of(failure));
        }
    }

    private void all() {
        if (octets.length() == 0)
            throw new MalformedException("log", 0, "holds no record");
        skipWindowsHeader();
        first();
        while (in.remaining() > 0 && !quirks.onlyPaddingFrom(in.position())) {
            add(header.isPresent() ? agile(header.get()) : sha1Only());
        }
    }

    private EventLog log() {
        return new EventLog(header.isPresent() ? LogFormat.CRYPTO_AGILE : LogFormat.SHA1,
                header.map(SpecId::version), header.map(SpecId::algorithms).orElse(List.of(DigestAlgorithm.SHA1)),
                events);
    }

    /** The first record is always framed with SHA-1; its content says how the others are (PFP §10.4.5.1). */
    private void first() {
        Event event = sha1Only();
        if (SpecId.announcedBy(event))
            header = Optional.of(SpecId.read(event, in.position() - event.data().length()));
        add(event);
    }

    private void add(Event event) {
        if (events.size() == MAX_EVENTS)
            throw new MalformedException("log", event.offset(), "holds more than " + MAX_EVENTS + " records");
        events.add(event);
    }

    private Event sha1Only() {
        int start = in.position();
        ByteReader head = in.slice("event header", HEADER_LENGTH);
        return event(start, head, Map.of(DigestAlgorithm.SHA1, in.bytes("digest", 20)));
    }

    private Event agile(SpecId spec) {
        int start = in.position();
        ByteReader head = in.slice("event header", HEADER_LENGTH);
        return event(start, head, digests(spec));
    }

    private Event event(int start, ByteReader head, Map<DigestAlgorithm, Bytes> digests) {
        long pcr = head.u32le("PCR index");
        long type = head.u32le("event type");
        checkRegister(pcr, type, start);
        long size = in.u32le("event size");
        return new Event(events.size(), start, pcr, type, digests, in.bytes("event data", size));
    }

    private static void checkRegister(long pcr, long type, int start) {
        boolean none = pcr == FirmwareQuirks.NO_REGISTER && type == EventType.EV_NO_ACTION.code();
        if (pcr > LAST_PCR && !none)
            throw new MalformedException("PCR index", start, "is " + pcr + "; a TPM has PCRs 0 to 23");
    }

    /** D.6: sizes come from the header, never from the record; each algorithm at most once. */
    private Map<DigestAlgorithm, Bytes> digests(SpecId spec) {
        int at = in.position();
        long count = in.u32le("digest count");
        if (!FirmwareQuirks.digestCountAllowed(count, spec.algorithms().size())) {
            throw new MalformedException("digest count", at,
                    "is " + count + ", but the header declares " + spec.algorithms().size() + " algorithms");
        }
        Map<DigestAlgorithm, Bytes> digests = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            addDigest(spec, digests);
        }
        return digests;
    }

    private void addDigest(SpecId spec, Map<DigestAlgorithm, Bytes> digests) {
        int at = in.position();
        DigestAlgorithm algorithm = spec.algorithm(in.u16le("digest algorithm"), at);
        if (digests.put(algorithm, in.bytes("digest", algorithm.length())) != null)
            throw new MalformedException("digest algorithm", at, algorithm.label() + " occurs twice in one record");
    }

    /** {@code WBCL}, version, number of records, length: four times 32 bits (maa-tpm §6). */
    private void skipWindowsHeader() {
        if (octets.length() < WINDOWS.length() || !octets.slice(0, WINDOWS.length()).equals(WINDOWS))
            return;
        in.skip("signature", WINDOWS.length());
        long version = in.u32le("WBCL version");
        if (version != 1)
            throw new MalformedException("WBCL version", WINDOWS.length(), "is " + version + "; 1 is read");
        in.skip("number of records", 4);
        in.skip("log length", 4);
    }
}
