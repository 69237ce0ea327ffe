package dev.assay.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** One run of the program: what it printed and left behind. */
public record Run(int code, String out, String err) {
    public static Run of(String... args) {
        return withInput("", args);
    }

    public static Run withInput(String in, String... args) {
        // why: a data folder that does not exist, so that no installation on this machine has a say.
        return run(in, Map.of("ASSAY_DATA", "no-such-folder"), args);
    }

    public static Run inDataFolder(java.nio.file.Path data, String... args) {
        return run("", Map.of("ASSAY_DATA", data.toString()), args);
    }

    public static Run inEnvironment(Map<String, String> environment, String in, String... args) {
        return run(in, environment, args);
    }

    private static Run run(String in, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                environment, Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
        int code = Main.run(terminal, args);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public List<String> lines() {
        return out.lines().toList();
    }
}
