package dev.assay.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** What a command may touch of the process it runs in. */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment,
        Clock clock) {
    static Terminal ofProcess() {
        return new Terminal(System.in, utf8(System.out), utf8(System.err), System.getenv(), Clock.systemUTC());
    }

    /** The installation's data folder: {@code ASSAY_DATA}, else {@code data} under the working folder. */
    Path dataFolder() {
        String folder = environment.getOrDefault("ASSAY_DATA", "");
        return Path.of(folder.isBlank() ? "data" : folder);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }
}
