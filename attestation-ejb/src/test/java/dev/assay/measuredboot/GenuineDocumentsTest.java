package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.corpus.Corpus;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.LogReading;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The documents of every log of the corpus, under a quote of what it replays to. */
class GenuineDocumentsTest {
    @TestFactory
    @Tag("TP-19")
    Stream<DynamicTest> everyLog() {
        Corpus corpus = Corpus.orSkip();
        return Stream.of("tpm", "tpm-windows").flatMap(kind -> corpus.cases(kind).stream())
                .filter(one -> one.file("eventlog.bin").isPresent())
                .filter(one -> !one.id().startsWith("ccel")).flatMap(one -> log(one).stream()
                        .map(log -> dynamicTest(one.id(), () -> holds(log))));
    }

    /** Those that are logs to their end. */
    private static Optional<EventLog> log(Corpus.Case one) {
        LogReading reading = LogReading.of(one.file("eventlog.bin").orElseThrow());
        return reading.failure().isPresent() ? Optional.empty() : Optional.of(reading.log());
    }

    private static void holds(EventLog log) {
        MeasuredBoot boot = QuotedLogs.boot(log);
        JsonObject document = BootDocuments.events(boot.accepted(), boot.bank());
        List<JsonObject> events = document.getJsonArray("Events").getValuesAs(JsonObject.class);
        assertEquals(boot.accepted().stream().map(event -> event.sequence() + 1).toList(),
                events.stream().map(event -> event.getInt("EventSeq")).toList());
        assertEquals(document, StrictJson.document("events", document.toString()).orElseThrow());
        // The largest takes 108 343 characters: the limit keeps its distance.
        int length = document.toString().length();
        assertTrue(length < BootDocuments.MOST_CHARACTERS / 8, "has " + length + " characters");
    }
}
