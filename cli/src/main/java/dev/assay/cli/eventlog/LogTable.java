package dev.assay.cli.eventlog;

import dev.assay.bytes.Bytes;
import dev.assay.cli.Json;
import dev.assay.cli.policies.VisibleText;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventData;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.LogReading;
import dev.assay.eventlog.Measurement;
import java.util.Optional;
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
                .getMessage() + ".")).orElseGet(() -> Stream.concat(registers(log), Belief.in(log).lines()));
        return Stream.of(head, log.events().stream().map(this::row), end).flatMap(part -> part)
                .map(VisibleText::of);
    }

    private static String title(EventLog log) {
        return log.format().label() + log.specVersion().map(version -> ", version " + version).orElse("") + ", "
                + log.digestAlgorithms().stream().map(DigestAlgorithm::label).collect(Collectors.joining(" + "))
                + ", " + log.events().size() + " events";
    }

    private String row(Event event) {
        String shown = shown(event.decoded());
        String pcr = event.pcr() > Integer.MAX_VALUE ? "-" : Long.toString(event.pcr());
        return ROW.formatted(event.sequence(), pcr, event.typeName(), LogDocument.word(Measurement.of(event)),
                shown.length() <= LONGEST_DATA ? shown : shown.substring(0, LONGEST_DATA) + "…");
    }

    /** As a person would write it. */
    private String shown(EventData decoded) {
        return switch (decoded) {
            case EventData.Variable variable -> variable.name() + " = " + variable.value().toHex();
            case EventData.Text text -> quoted(text.text());
            case EventData.Opaque opaque -> readable(opaque.octets()).map(LogTable::quoted)
                    .orElseGet(() -> opaque.octets().toHex());
            case EventData.StartupLocality locality -> "startup locality " + locality.locality();
            case EventData.SpecIdHeader header -> "version " + header.version();
            case EventData.Tagged tagged -> Json.line(data.of(tagged));
        };
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Printable ASCII, with or without a NUL behind it, as boot loaders write. */
    private static Optional<String> readable(Bytes octets) {
        boolean ended = octets.length() > 0 && octets.at(octets.length() - 1) == 0;
        Bytes text = ended ? octets.slice(0, octets.length() - 1) : octets;
        boolean plain = text.length() > 0;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = text.at(i) >= ' ' && text.at(i) <= '~';
        }
        return plain ? Optional.of(text.asUtf8()) : Optional.empty();
    }

    private static Stream<String> registers(EventLog log) {
        return log.digestAlgorithms().stream().filter(DigestAlgorithm::computable)
                .flatMap(bank -> Stream.concat(Stream.of("", bank.label()), log.replay(bank).values().entrySet()
                        .stream().map(pcr -> "%5d  %s".formatted(pcr.getKey(), pcr.getValue().toHex()))));
    }
}
