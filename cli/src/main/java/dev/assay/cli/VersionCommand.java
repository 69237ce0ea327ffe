package dev.assay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the version the build gave this program. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (InputStream version = VersionCommand.class.getResourceAsStream("version.txt")) {
            terminal.out().println("assay " + new String(version.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
        return ExitCode.OK;
    }
}
