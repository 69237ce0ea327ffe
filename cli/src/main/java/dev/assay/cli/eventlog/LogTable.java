package dev.assay.cli.eventlog;

import dev.assay.cli.Json;
import dev.assay.cli.policies.VisibleText;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.LogReading;
import dev.assay.eventlog.Measurement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log as lines for people: one an event, then the registers. */
public final class LogTable {
    private static final int LONGEST_DATA = 100;
    private static final String ROW = "%5s %4s  %-34s %-14s  %s";

    private final LogReading reading;
    private final DataDocument data;

    public LogTable(LogReading reading, DataDocument data) {
        this.reading = reading;
        this.data = data;
    }

    public Stream<String> lines() {
        EventLog log = reading.log();
        Stream<String> head = Stream.of(title(log), "", ROW.formatted("seq", "pcr", "type", "digest of", "data"));
        Stream<String> end = reading.failure().map(failure -> Stream.of("", "The log breaks off. " + failure
                .getMessage() + ".")).orElseGet(() -> registers(log));
        return Stream.of(head, log.events().stream().map(this::row), end).flatMap(part -> part)
                .map(VisibleText::of);
    }

    private static String title(EventLog log) {
        return log.format().label() + log.specVersion().map(version -> ", version " + version).orElse("") + ", "
                + log.digestAlgorithms().stream().map(DigestAlgorithm::label).collect(Collectors.joining(" + "))
                + ", " + log.events().size() + " events";
    }

    private String row(Event event) {
        String shown = Json.line(data.of(event.decoded()));
        String pcr = event.pcr() > Integer.MAX_VALUE ? "-" : Long.toString(event.pcr());
        return ROW.formatted(event.sequence(), pcr, event.typeName(), LogDocument.word(Measurement.of(event)),
                shown.length() <= LONGEST_DATA ? shown : shown.substring(0, LONGEST_DATA) + "…");
    }

    private static Stream<String> registers(EventLog log) {
        return log.digestAlgorithms().stream().filter(DigestAlgorithm::computable)
                .flatMap(bank -> Stream.concat(Stream.of("", bank.label()), log.replay(bank).values().entrySet()
                        .stream().map(pcr -> "%5d  %s".formatted(pcr.getKey(), pcr.getValue().toHex()))));
    }
}
