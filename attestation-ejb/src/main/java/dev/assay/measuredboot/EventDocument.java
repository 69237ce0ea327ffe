package dev.assay.measuredboot;

import static dev.assay.eventlog.EventType.EV_ACTION;
import static dev.assay.eventlog.EventType.EV_COMPACT_HASH;
import static dev.assay.eventlog.EventType.EV_EFI_ACTION;
import static dev.assay.eventlog.EventType.EV_EFI_GPT_EVENT;
import static dev.assay.eventlog.EventType.EV_EFI_VARIABLE_AUTHORITY;
import static dev.assay.eventlog.EventType.EV_EVENT_TAG;
import static dev.assay.eventlog.EventType.EV_IPL;
import static dev.assay.eventlog.EventType.EV_OMIT_BOOT_DEVICE_EVENTS;
import static dev.assay.eventlog.EventType.EV_PLATFORM_CONFIG_FLAGS;
import static dev.assay.eventlog.EventType.EV_SEPARATOR;
import static dev.assay.eventlog.EventType.EV_S_CRTM_VERSION;
import static dev.assay.eventlog.EventType.EV_TABLE_OF_DEVICES;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventData;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.Measurement;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One event as policies read it (maa-tpm §5.1). What is rendered of its data is what the bank's digest is a digest of,
 * and only for types whose digest is one of the data by the profile (TP-12).
 */
final class EventDocument {
    private static final Set<EventType> TEXTS = EnumSet.of(EV_ACTION, EV_EFI_ACTION, EV_IPL);
    /** Measured as logged, without a form that has names. */
    private static final Set<EventType> RAW = EnumSet.of(EV_SEPARATOR, EV_S_CRTM_VERSION, EV_PLATFORM_CONFIG_FLAGS,
            EV_TABLE_OF_DEVICES, EV_COMPACT_HASH, EV_OMIT_BOOT_DEVICE_EVENTS, EV_EFI_GPT_EVENT, EV_EVENT_TAG, EV_ACTION,
            EV_EFI_ACTION, EV_IPL);
    /** The names of all members an event can have, its numbers, marks and the longest type's name. */
    private static final int FRAME = 256;

    private final TpmHash bank;
    private final DigestAlgorithm algorithm;
    private final Room room;
    private final SipaDocument windows;

    EventDocument(TpmHash bank, DigestAlgorithm algorithm, Room room) {
        this.bank = bank;
        this.algorithm = algorithm;
        this.room = room;
        this.windows = new SipaDocument(room);
    }

    /** Empty for what is in no register of this bank (TP-16). */
    Optional<JsonObject> of(Event event) {
        return event.digest(algorithm).filter(digest -> event.extended()).map(digest -> document(event, digest));
    }

    private JsonObject document(Event event, Bytes digest) {
        room.take(FRAME);
        JsonObjectBuilder json = BootDocuments.JSON.createObjectBuilder().add("EventSeq", event.sequence() + 1)
                .add("EventType", event.type()).add("EventTypeString", event.typeName())
                .add("PcrIndex", event.pcr());
        data(event, json);
        return json.add("Digests", BootDocuments.JSON.createObjectBuilder().add(bank.name(), room.hex(digest)))
                .build();
    }

    private void data(Event event, JsonObjectBuilder json) {
        Optional<JsonObject> processed = processed(event);
        processed.ifPresent(data -> json.add("ProcessedData", data));
        if (processed.isEmpty() && event.knownType().filter(RAW::contains).isPresent() && covered(event))
            json.add("RawData", room.base64(event.data()));
    }

    private Optional<JsonObject> processed(Event event) {
        return switch (event.decoded()) {
            case EventData.Variable variable -> variable(event, variable);
            case EventData.Tagged tagged when event.is(EV_EVENT_TAG) && covered(event) -> windows.of(tagged.records());
            case EventData.Tagged tagged -> Optional.empty();
            case EventData.Text text -> text(event);
            case EventData.Opaque opaque -> text(event);
            case EventData.StartupLocality locality -> Optional.empty();
            case EventData.SpecIdHeader header -> Optional.empty();
        };
    }

    private Optional<JsonObject> variable(Event event, EventData.Variable variable) {
        if (event.is(EV_EFI_VARIABLE_AUTHORITY))
            return Measurement.authority(event, algorithm).map(this::whole);
        if (covered(event))
            return Optional.of(whole(variable));
        // why: the name and GUID are hints then (TP-12), and a value alone could be any variable's.
        return Measurement.of(event) == Measurement.VARIABLE_VALUE
                ? Optional.of(BootDocuments.JSON.createObjectBuilder()
                        .add("VariableData", room.base64(variable.value())).build())
                : Optional.empty();
    }

    private JsonObject whole(EventData.Variable variable) {
        String guid = variable.guid().toString().toUpperCase(Locale.ROOT);
        return BootDocuments.JSON.createObjectBuilder().add("VariableGuid", room.text(guid))
                .add("UnicodeName", room.text(variable.name())).add("VariableData", room.base64(variable.value()))
                .build();
    }

    private Optional<JsonObject> text(Event event) {
        if (event.knownType().filter(TEXTS::contains).isEmpty() || !covered(event))
            return Optional.empty();
        return printable(event.data()).map(text -> BootDocuments.JSON.createObjectBuilder()
                .add("String", room.text(text)).build());
    }

    /**
     * ASCII, or UTF-16 of ASCII alone, as boot stubs write command lines; a NUL at the end that some writers count is
     * left out. Text with anything else in it stays octets.
     */
    private static Optional<String> printable(Bytes data) {
        boolean wide = data.length() > 1 && data.at(1) == 0;
        String text = new String(data.toArray(), wide ? StandardCharsets.UTF_16LE : StandardCharsets.US_ASCII);
        String shown = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        return Optional.of(shown).filter(all -> !all.isEmpty() && all.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    private boolean covered(Event event) {
        return Measurement.covers(event, algorithm);
    }
}
