package dev.assay.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in our words: one or two sentences on standard error that name the option, exit 64. */
final class UsageMessages implements IParameterExceptionHandler {
    private final Terminal terminal;

    UsageMessages(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        String help = thrown.getCommandLine().getCommandSpec().qualifiedName().replaceFirst("assay", "assay help");
        terminal.err().println("assay: " + sentence(thrown) + " Run '" + help + "' for what it takes.");
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException thrown) {
        return switch (thrown) {
            case MissingParameterException missing -> missing(missing.getMissing());
            case UnmatchedArgumentException surplus -> surplus(surplus);
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given more than once.";
            default -> thrown.getArgSpec() == null
                    ? "the arguments are not understood."
                    : name(thrown.getArgSpec()) + " is given a value it does not take.";
        };
    }

    private static String missing(List<ArgSpec> missing) {
        String names = missing.stream().map(UsageMessages::nameWithValue).collect(Collectors.joining(", "));
        return missing.size() == 1 ? names + " is missing." : names + " are missing.";
    }

    private static String surplus(UnmatchedArgumentException surplus) {
        String first = surplus.getUnmatched().getFirst();
        String command = surplus.getCommandLine().getCommandName();
        if (first.startsWith("-"))
            return first + " is not an option of " + command + "." + near(surplus);
        return "assay".equals(command)
                ? "\"" + first + "\" is not a command." + near(surplus)
                : "\"" + first + "\" is one argument more than " + command + " takes.";
    }

    private static String near(UnmatchedArgumentException surplus) {
        List<String> near = surplus.getSuggestions();
        return near.isEmpty() ? "" : " The nearest is " + near.getFirst() + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String nameWithValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
