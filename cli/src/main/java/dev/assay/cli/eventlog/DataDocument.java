package dev.assay.cli.eventlog;

import dev.assay.cli.Json;
import dev.assay.eventlog.EventData;
import dev.assay.eventlog.SipaRecord;
import dev.assay.eventlog.SipaType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** An event's decoded data as JSON, its kind told by its members. */
public enum DataDocument {
    /** Tagged records by their Windows names. */
    WINDOWS,
    /** Tagged records by their number, their data as octets. */
    TCG;

    JsonObject of(EventData data) {
        JsonObjectBuilder json = Json.object();
        switch (data) {
            case EventData.Variable variable -> json
                    .add("variable_guid", variable.guid().toString().toUpperCase(Locale.ROOT))
                    .add("unicode_name", variable.name()).add("variable_data", variable.value().toHex());
            case EventData.Tagged tagged -> json.add("records", records(tagged.records()));
            case EventData.StartupLocality locality -> json.add("startup_locality", locality.locality());
            case EventData.SpecIdHeader header -> json.add("spec_version", header.version());
            case EventData.Text text -> json.add("text", text.text());
            case EventData.Opaque opaque -> json.add("octets", opaque.octets().toHex());
        }
        return json.build();
    }

    private jakarta.json.JsonArrayBuilder records(List<SipaRecord> records) {
        var all = Json.array();
        records.forEach(one -> all.add(record(one)));
        return all;
    }

    private JsonObjectBuilder record(SipaRecord one) {
        if (this == TCG || one.type().isEmpty())
            return Json.object().add("name", "0x" + Long.toHexString(one.id())).add("octets", one.data().toHex());
        JsonObjectBuilder json = Json.object().add("name", one.label());
        return value(json, one, one.type().get().form());
    }

    private JsonObjectBuilder value(JsonObjectBuilder json, SipaRecord one, SipaType.Form form) {
        return switch (form) {
            case AGGREGATION -> json.add("records", records(one.records()));
            case TEXT -> json.add("value", one.text());
            case BLOB -> json.add("octets", one.data().toHex());
            case FLAG -> one.flag().map(flag -> json.add("value", flag))
                    .orElseGet(() -> json.add("octets", one.data().toHex()));
            case NUMBER -> one.number().map(number -> json.add("value", number))
                    .orElseGet(() -> json.add("octets", one.data().toHex()));
        };
    }
}
