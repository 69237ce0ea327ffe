package dev.assay.eventlog;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Event data by its type; data that breaks the rules stays {@link EventData.Opaque}, for it is the sender's word. */
final class EventDataReader {
    private static final Bytes LOCALITY = Bytes.utf8("StartupLocality\0");

    private EventDataReader() {}

    static EventData read(Event event) {
        try {
            return event.knownType().map(type -> read(event, type)).orElseGet(() -> opaque(event));
        } catch (MalformedException broken) {
            return opaque(event);
        }
    }

    private static EventData read(Event event, EventType type) {
        return switch (type) {
            case EV_EFI_VARIABLE_DRIVER_CONFIG, EV_EFI_VARIABLE_BOOT, EV_EFI_VARIABLE_BOOT2,
                    EV_EFI_VARIABLE_AUTHORITY ->
                variable(event.data());
            case EV_EVENT_TAG -> tagged(event);
            case EV_COMPACT_HASH -> event.data().length() > 8 ? tagged(event) : opaque(event);
            case EV_NO_ACTION -> noAction(event);
            case EV_ACTION, EV_EFI_ACTION -> new EventData.Text(ascii(event.data()));
            default -> opaque(event);
        };
    }

    private static EventData noAction(Event event) {
        Bytes data = event.data();
        if (event.pcr() == FirmwareQuirks.NO_REGISTER)
            return tagged(event);
        if (SpecId.announcedBy(event))
            return new EventData.SpecIdHeader(SpecId.read(event, 0).version());
        return isLocality(data) ? new EventData.StartupLocality(data.at(LOCALITY.length())) : opaque(event);
    }

    /** TP-16: signature, size and range, or it means nothing. */
    private static boolean isLocality(Bytes data) {
        return data.length() == LOCALITY.length() + 1 && data.slice(0, LOCALITY.length()).equals(LOCALITY)
                && FirmwareQuirks.localityAllowed(data.at(LOCALITY.length()));
    }

    private static EventData tagged(Event event) {
        return new EventData.Tagged(SipaReader.read(event.data()));
    }

    static Optional<EventData.Variable> variableOf(Bytes data) {
        try {
            return Optional.of(variable(data));
        } catch (MalformedException broken) {
            return Optional.empty();
        }
    }

    private static EventData.Variable variable(Bytes data) {
        ByteReader in = data.reader();
        UUID guid = guid(in);
        long characters = in.u64le("name length");
        long size = in.u64le("value length");
        if (characters < 0 || characters > in.remaining() / 2)
            throw new MalformedException("name length", 16, "is more than the data holds");
        String name = Utf16.decode(in.bytes("name", characters * 2));
        Bytes value = in.bytes("value", size);
        in.end("variable");
        return new EventData.Variable(guid, name, value);
    }

    /** EFI_GUID: the first three fields little-endian. */
    private static UUID guid(ByteReader in) {
        long high = in.u32le("GUID") << 32 | (long) in.u16le("GUID") << 16 | in.u16le("GUID");
        return new UUID(high, in.u64be("GUID"));
    }

    private static String ascii(Bytes data) {
        return new String(data.toArray(), StandardCharsets.US_ASCII);
    }

    private static EventData opaque(Event event) {
        return new EventData.Opaque(event.data());
    }
}
