package dev.assay.cli;

import dev.assay.evidence.AttestationType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks policies without a service. */
@Command(name = "check", sortOptions = false, description = {"Check policies; no service is asked.",
        "Prints file:line:column, error or warning, and what is wrong, all of it at once.",
        "Exit code 0 none is wrong, 1 one is, 64 wrong usage."})
final class PolicyCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Policies (a text, or a JWS in a file that ends "
            + "in .policy.jws), and folders of them.")
    List<String> names = List.of();

    @Option(names = "--type", paramLabel = "TYPE", description = "Of files whose name is no type's: what they are for, "
            + "as SgxEnclave. Without it their warnings are not looked for.")
    String type;

    @Option(names = "--strict", description = "Warnings are errors.")
    boolean strict;

    PolicyCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<AttestationType> other = Optional.ofNullable(type).map(PolicyActivateCommand::type);
        PolicyCheck check = PolicyCheck.of(names.stream().flatMap(name -> files(name, other)).toList());
        check.findings().forEach(terminal.out()::println);
        terminal.err().println(check.summary());
        return check.refuses(strict) ? ExitCode.REFUSED : ExitCode.OK;
    }

    private static Stream<PolicyFile> files(String name, Optional<AttestationType> other) {
        return InputFile.exists(name) && Files.isDirectory(Path.of(name))
                ? PolicyFolder.read(name).files().stream()
                : Stream.of(PolicyFile.read(name).orFor(other));
    }
}
