package dev.assay.cli;

import dev.assay.cli.eventlog.DataDocument;
import dev.assay.cli.eventlog.LogDocument;
import dev.assay.cli.eventlog.LogTable;
import dev.assay.eventlog.LogReading;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a boot event log with the core alone. */
@Command(name = "eventlog", sortOptions = false, description = {"Show a boot event log and what it replays to.",
        "Prints one JSON object, or with --table text. Exit code 0, or 1 where the log breaks off; what stands before"
                + " is shown, without registers. 64 wrong usage."})
final class EventLogCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The log, binary.")
    String file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "windows (default): tagged records by their "
            + "Windows names; tcg: by their numbers, as octets.")
    String format = "windows";

    @Option(names = "--table", description = "Print lines for people instead of JSON.")
    boolean table;

    EventLogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file == null)
            throw new UsageException("FILE is missing: name the log, as binary_bios_measurements of the kernel.");
        DataDocument data = data();
        LogReading reading = LogReading.of(InputFile.read("FILE", file));
        if (table)
            new LogTable(reading, data).lines().forEach(terminal.out()::println);
        else
            terminal.out().println(Json.pretty(new LogDocument(reading, data).json()));
        return reading.failure().isPresent() ? ExitCode.REFUSED : ExitCode.OK;
    }

    private DataDocument data() {
        return switch (format) {
            case "windows" -> DataDocument.WINDOWS;
            case "tcg" -> DataDocument.TCG;
            default -> throw new UsageException("--format is tcg or windows.");
        };
    }
}
