package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.SipaType;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Events by hand, in the SHA-256 bank, and what becomes of them. */
final class DocumentEvents {
    private DocumentEvents() {}

    /** Measured as logged. */
    static Event measured(int pcr, EventType type, Bytes data) {
        return of(pcr, type, data, data);
    }

    static Event of(int pcr, EventType type, Bytes data, Bytes measured) {
        return new Event(0, 0, pcr, type.code(),
                Map.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.digest(measured)), data);
    }

    static Event tagged(Bytes... records) {
        return measured(12, EventType.EV_EVENT_TAG, boundary(records));
    }

    static Bytes boundary(Bytes... records) {
        return record(SipaType.TRUSTBOUNDARY, joined(records));
    }

    static Bytes joined(Bytes... records) {
        Bytes all = Bytes.EMPTY;
        for (Bytes record : records) {
            all = all.concat(record);
        }
        return all;
    }

    static Bytes record(SipaType type, Bytes data) {
        return record(type.id(), data);
    }

    static Bytes record(long id, Bytes data) {
        return number(4, id).concat(number(4, data.length())).concat(data);
    }

    static Bytes variable(String guid, String name, Bytes value) {
        Bytes utf16 = Bytes.copyOf(name.getBytes(StandardCharsets.UTF_16LE));
        return Bytes.hex(guid).concat(number(8, name.length())).concat(number(8, value.length())).concat(utf16)
                .concat(value);
    }

    static Bytes number(int width, long value) {
        byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        return Bytes.copyOf(all).slice(0, width);
    }

    static JsonObject document(Event... events) {
        return BootDocuments.events(List.of(events), TpmHash.SHA256);
    }

    /** The only event of the document. */
    static JsonObject rendered(Event event) {
        return document(event).getJsonArray("Events").getJsonObject(0);
    }

    /** Of a tagged event: the members of its trust boundary. */
    static JsonObject boundaryOf(Event event) {
        return rendered(event).getJsonObject("ProcessedData").getJsonObject("EVENT_TRUSTBOUNDARY");
    }
}
