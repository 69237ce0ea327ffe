package dev.assay.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains the program or one of its commands. */
@Command(name = "help", description = "Explain a command.")
final class HelpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command to explain.")
    String[] command = {};

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine line = spec.parent().commandLine();
        for (String name : command) {
            line = line.getSubcommands().get(name);
            if (line == null)
                throw new UsageException("\"" + name + "\" is not a command. Run 'assay help' for the list.");
        }
        line.usage(terminal.out());
        return ExitCode.OK;
    }
}
