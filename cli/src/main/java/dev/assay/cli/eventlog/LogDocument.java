package dev.assay.cli.eventlog;

import dev.assay.bytes.MalformedException;
import dev.assay.cli.Json;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.LogReading;
import dev.assay.eventlog.Measurement;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** A log as one JSON object. */
public final class LogDocument {
    private final LogReading reading;
    private final DataDocument data;

    public LogDocument(LogReading reading, DataDocument data) {
        this.reading = reading;
        this.data = data;
    }

    public JsonObject json() {
        EventLog log = reading.log();
        JsonObjectBuilder json = Json.object().add("format", log.format().label());
        log.specVersion().ifPresent(version -> json.add("spec_version", version));
        var algorithms = Json.array();
        log.digestAlgorithms().forEach(one -> algorithms.add(one.label()));
        var events = Json.array();
        log.events().forEach(event -> events.add(event(event)));
        json.add("digest_algorithms", algorithms).add("event_count", log.events().size()).add("events", events);
        log.startupLocality().ifPresentOrElse(locality -> json.add("startup_locality", locality),
                () -> json.addNull("startup_locality"));
        json.add("replayed_pcrs", replays(log)).add("parse_error", failure());
        if (reading.failure().isEmpty())
            json.add("appraisal", Belief.in(log).json());
        return json.build();
    }

    private JsonValue failure() {
        return reading.failure().map(MalformedException::getMessage).<JsonValue>map(Json::value)
                .orElse(JsonValue.NULL);
    }

    /** why: registers of a log that breaks off are no log's registers, so none are shown. */
    private JsonObject replays(EventLog log) {
        JsonObjectBuilder banks = Json.object();
        if (reading.failure().isPresent())
            return banks.build();
        log.digestAlgorithms().stream().filter(DigestAlgorithm::computable)
                .forEach(bank -> banks.add(bank.label(), registers(log, bank)));
        return banks.build();
    }

    private static JsonObjectBuilder registers(EventLog log, DigestAlgorithm bank) {
        JsonObjectBuilder registers = Json.object();
        log.replay(bank).values().forEach((pcr, value) -> registers.add(pcr.toString(), value.toHex()));
        return registers;
    }

    private JsonObject event(Event event) {
        JsonObjectBuilder digests = Json.object();
        event.digests().forEach((algorithm, digest) -> digests.add(algorithm.label(), digest.toHex()));
        Measurement measurement = Measurement.of(event);
        return Json.object().add("sequence", event.sequence()).add("offset", event.offset()).add("pcr", event.pcr())
                .add("type", event.typeName()).add("type_code", event.type())
                .add("measured", measured(measurement)).add("digest_of", word(measurement)).add("digests", digests)
                .add("data", data.of(event.decoded())).build();
    }

    /** Whether what is shown as data, or as the variable's value, is what was extended. */
    static boolean measured(Measurement measurement) {
        return switch (measurement) {
            case DATA, VARIABLE_VALUE -> true;
            case ELSEWHERE, NOTHING -> false;
        };
    }

    static String word(Measurement measurement) {
        return switch (measurement) {
            case DATA -> "data";
            case VARIABLE_VALUE -> "variable value";
            case ELSEWHERE -> "elsewhere";
            case NOTHING -> "nothing";
        };
    }
}
