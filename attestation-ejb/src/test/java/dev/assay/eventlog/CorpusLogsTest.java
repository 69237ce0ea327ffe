package dev.assay.eventlog;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.corpus.Corpus;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every genuine log: events, types, replay, digests, Windows events, and where a broken one ends. */
@Tag("TP-11")
class CorpusLogsTest {
    /** Types whose digest is that of the data (PFP §10.4), as the corpus counts exceptions. */
    private static final List<EventType> OF_THE_DATA = List.of(EventType.EV_S_CRTM_VERSION, EventType.EV_SEPARATOR,
            EventType.EV_ACTION, EventType.EV_EFI_ACTION, EventType.EV_EVENT_TAG,
            EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, EventType.EV_EFI_VARIABLE_AUTHORITY,
            EventType.EV_EFI_GPT_EVENT);

    @TestFactory
    Stream<DynamicNode> everyLog() {
        Corpus corpus = Corpus.orSkip();
        return Stream.of("tpm", "tpm-windows", "tdx").flatMap(kind -> corpus.cases(kind).stream())
                .flatMap(one -> logs(one).stream());
    }

    private static List<DynamicNode> logs(Corpus.Case one) {
        List<DynamicNode> nodes = new ArrayList<>();
        JsonObject expected = one.expected();
        if (expected == null)
            return nodes;
        single(one, expected).ifPresent(nodes::add);
        for (String member : List.of("eventlog", "ccel")) {
            if (expected.get(member) instanceof JsonObject facts)
                single(one, facts).ifPresent(nodes::add);
        }
        if (expected.get("eventlogs") instanceof JsonArray several)
            nodes.addAll(several(one, several));
        return nodes;
    }

    private static Optional<DynamicNode> single(Corpus.Case one, JsonObject facts) {
        if (!facts.containsKey("event_count"))
            return Optional.empty();
        Bytes log = one.file("eventlog.bin").or(() -> one.file("ccel.bin")).orElseThrow();
        return Optional.of(node(one.id(), log, facts));
    }

    private static List<DynamicNode> several(Corpus.Case one, JsonArray several) {
        List<DynamicNode> nodes = new ArrayList<>();
        for (int i = 0; i < several.size(); i++) {
            int index = i;
            Bytes log = one.file("eventlog_" + i + ".bin").or(() -> one.file("eventlog.bin")).orElseThrow();
            nodes.add(node(one.id() + " " + index, log, several.getJsonObject(i)));
        }
        return nodes;
    }

    private static DynamicNode node(String name, Bytes octets, JsonObject facts) {
        LogReading reading = LogReading.of(octets);
        EventLog log = reading.log();
        return dynamicContainer(name, Stream.of(
                dynamicTest("parse error", () -> assertEquals(text(facts, "parse_error"), failure(reading))),
                dynamicTest("header", () -> headerIs(facts, log)),
                dynamicTest("events", () -> eventsAre(facts, log)),
                dynamicTest("replay", () -> replaysTo(facts, log)),
                dynamicTest("digests", () -> digestsAre(facts, log)),
                dynamicTest("secure boot", () -> secureBootIs(facts, log)),
                dynamicTest("Windows", () -> windowsIs(facts, log))));
    }

    /** The corpus' words for the one broken log: the field's name differs, the place does not. */
    private static Optional<String> failure(LogReading reading) {
        return reading.failure().map(broken -> "truncated header at " + start(reading.log(), broken));
    }

    private static long start(EventLog log, MalformedException broken) {
        Event last = log.events().getLast();
        int after = last.offset() + 32 + last.data().length();
        assertEquals(after, broken.offset(), broken.getMessage());
        return after;
    }

    private static Optional<String> text(JsonObject facts, String member) {
        return facts.get(member) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static void headerIs(JsonObject facts, EventLog log) {
        assertEquals(facts.getString("format"), log.format().label());
        assertEquals(text(facts, "spec_version"), log.specVersion());
        assertEquals(facts.getJsonArray("digest_algorithms").getValuesAs(JsonString::getString),
                log.digestAlgorithms().stream().map(DigestAlgorithm::label).toList());
        assertEquals(facts.get("startup_locality") instanceof JsonNumber number
                ? Optional.of(number.intValue())
                : Optional.empty(), log.startupLocality());
    }

    private static void eventsAre(JsonObject facts, EventLog log) {
        assertEquals(facts.getInt("event_count"), log.events().size());
        JsonObject types = facts.getJsonObject("event_types");
        if (types != null)
            assertEquals(counts(types), new TreeMap<>(
                    log.events().stream().collect(groupingBy(Event::typeName, counting()))));
    }

    private static void replaysTo(JsonObject facts, EventLog log) {
        facts.getJsonObject("replayed_pcrs").forEach((name, values) -> {
            DigestAlgorithm bank = log.digestAlgorithms().stream().filter(one -> one.label().equals(name))
                    .findFirst().orElseThrow();
            Map<String, String> replayed = new TreeMap<>();
            log.replay(bank).values().forEach((pcr, value) -> replayed.put(pcr.toString(), value.toHex()));
            Map<String, String> expected = new TreeMap<>();
            values.asJsonObject().forEach((pcr, value) -> expected.put(pcr, ((JsonString) value).getString()));
            assertEquals(expected, replayed, name);
        });
    }

    private static void digestsAre(JsonObject facts, EventLog log) {
        if (!facts.containsKey("event_types"))
            return;
        Map<String, Long> elsewhere = log.events().stream()
                .filter(event -> OF_THE_DATA.stream().anyMatch(event::is))
                .filter(event -> Measurement.of(event) != Measurement.DATA)
                .collect(groupingBy(Event::typeName, counting()));
        JsonObject expected = facts.getJsonObject("events_whose_digest_is_not_hash_of_event_data");
        assertEquals(expected == null ? Map.of() : counts(expected), elsewhere);
    }

    private static void secureBootIs(JsonObject facts, EventLog log) {
        if (!(facts.get("secure_boot_variable") instanceof JsonString expected))
            return;
        List<String> found = variables(log).filter(variable -> variable.name().equals("SecureBoot"))
                .map(variable -> variable.value().toHex()).distinct().toList();
        assertEquals(List.of(expected.getString()), found);
    }

    private static Stream<EventData.Variable> variables(EventLog log) {
        return log.events().stream().map(Event::decoded).filter(EventData.Variable.class::isInstance)
                .map(EventData.Variable.class::cast);
    }

    private static void windowsIs(JsonObject facts, EventLog log) {
        JsonObject windows = facts.getJsonObject("windows_sipa");
        if (windows == null)
            return;
        List<SipaRecord> records = records(log);
        assertEquals(counts(windows.getJsonObject("tag_counts")), new TreeMap<>(records.stream()
                .filter(one -> one.type().isPresent()).collect(groupingBy(SipaRecord::label, counting()))));
        windows.getJsonObject("first_values").forEach((label, value) -> assertEquals(value.toString(),
                shown(records.stream().filter(one -> one.label().equals(label)).findFirst().orElseThrow(), value),
                label));
    }

    private static List<SipaRecord> records(EventLog log) {
        return log.events().stream().map(Event::decoded).filter(EventData.Tagged.class::isInstance)
                .flatMap(data -> ((EventData.Tagged) data).records().stream()).flatMap(SipaRecord::flat).toList();
    }

    private static String shown(SipaRecord one, JsonValue like) {
        return like instanceof JsonString
                ? jakarta.json.Json.createValue(one.text()).toString()
                : one.number().orElseThrow().toString();
    }

    private static Map<String, Long> counts(JsonObject counts) {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((name, count) -> all.put(name, ((JsonNumber) count).longValue()));
        return all;
    }
}
