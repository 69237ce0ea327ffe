package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import dev.assay.cli.policies.UnifiedDiff;
import dev.assay.evidence.AttestationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a push would change. */
@Command(name = "diff", sortOptions = false, description = {
        "Compare the policies in force with a folder's, and change nothing.",
        "Prints a unified difference. Exit code 0 equal, 1 different or refused, 3 no answer, 64 wrong usage."})
final class PolicyDiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", arity = "1", description = "The folder.")
    String folder;

    @Mixin
    ManagedOptions service = new ManagedOptions();

    PolicyDiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PolicyFolder read = PolicyFolder.read(folder);
        PolicyCheck check = PolicyCheck.of(read.files());
        if (check.errors() > 0) {
            check.findings().forEach(terminal.err()::println);
            return ExitCode.REFUSED;
        }
        return service.run(terminal, policies -> compare(read, policies));
    }

    private int compare(PolicyFolder read, ManagedPolicies policies) {
        List<String> lines = new ArrayList<>();
        for (PolicyFile file : read.files())
            lines.addAll(difference(file, policies.read(file.type().orElseThrow())));
        OnlyThere.in(read, policies).forEach(there -> lines.add("Only in force: " + there));
        lines.forEach(terminal.out()::println);
        return lines.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static List<String> difference(PolicyFile file, InForce now) {
        if (file.isInForce(now.text(), now.document()))
            return List.of();
        List<String> lines = UnifiedDiff.of(title(file.type().orElseThrow(), now), now.text(), file.file(),
                file.text());
        return lines.isEmpty()
                ? List.of(title(file.type().orElseThrow(), now) + " and " + file.file()
                        + " are the same text in different documents.")
                : lines;
    }

    private static String title(AttestationType type, InForce now) {
        return type.wireName() + Optional.of(now).filter(policy -> policy.version() > 0)
                .map(policy -> " (version " + policy.version() + " in force)").orElse(" (the default in force)");
    }
}
