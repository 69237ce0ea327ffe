package dev.assay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: {@code assay COMMAND …}. */
@Command(name = "assay", description = "Attestation evidence and tokens, checked without a server.", subcommands = {
        AppraiseCommand.class, VerifyCommand.class, TokenCommand.class, PolicyCommand.class, CollateralCommand.class,
        EventLogCommand.class, TpmAttestCommand.class, WalkCommand.class, VersionCommand.class, HelpCommand.class})
public final class Main implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Spec
    CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /** @return the exit code */
    static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new Main(), factory(terminal));
        line.setOut(new java.io.PrintWriter(terminal.out(), true));
        line.setErr(new java.io.PrintWriter(terminal.err(), true));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setParameterExceptionHandler(new UsageMessages(terminal));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(terminal, thrown));
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** {@code assay} alone: say what there is. */
    @Override
    public void run() {
        throw new UsageException("No command is given. Run 'assay help' for the list.");
    }

    private static int failed(Terminal terminal, Exception thrown) {
        if (thrown instanceof UsageException usage) {
            terminal.err().println("assay: " + usage.getMessage());
            usage.problems().forEach(problem -> terminal.err().println("  " + problem));
            return ExitCode.USAGE;
        }
        terminal.err().println("assay: " + Fault.sentence(thrown) + " Report it with the command that was run.");
        return ExitCode.SOFTWARE;
    }

    /** Commands take the terminal in their constructor and nothing else. */
    private static IFactory factory(Terminal terminal) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
                } catch (NoSuchMethodException absent) {
                    return CommandLine.defaultFactory().create(type);
                }
            }
        };
    }
}
