package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagedPolicies.Change;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a folder's policies into force. */
@Command(name = "push", sortOptions = false, description = {"Bring a folder's policies into force where they differ.",
        "All of them are checked before the first is sent. A type without a file is left as it is.",
        "Exit code 0 in force or proposed, 1 refused, 3 no answer, 64 wrong usage."})
final class PolicyPushCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", arity = "1", description = "The folder.")
    String folder;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with each version. A commit's id, say.")
    String note;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    boolean dryRun;

    @Option(names = "--strict", description = "Warnings are errors.")
    boolean strict;

    @Mixin
    ManagedOptions service = new ManagedOptions();

    PolicyPushCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A file, and what it is to replace. */
    private record Step(PolicyFile file, InForce before) {
        String type() {
            return file.type().orElseThrow().wireName();
        }

        boolean needed() {
            return !file.isInForce(before.text(), before.document());
        }
    }

    @Override
    public Integer call() {
        PolicyFolder read = PolicyFolder.read(folder);
        PolicyCheck check = PolicyCheck.of(read.files());
        check.findings().forEach(terminal.err()::println);
        if (check.refuses(strict)) {
            terminal.err().println("Nothing was pushed: " + check.summary());
            return ExitCode.REFUSED;
        }
        return service.run(terminal, policies -> push(read, policies));
    }

    private int push(PolicyFolder read, ManagedPolicies policies) {
        List<Step> steps = new ArrayList<>();
        for (PolicyFile file : read.files())
            steps.add(new Step(file, policies.read(file.type().orElseThrow())));
        for (Step step : steps) {
            if (!push(step, policies))
                return ExitCode.REFUSED;
        }
        OnlyThere.in(read, policies).forEach(there -> terminal.err()
                .println(there + " is in force and has no file here; it was left as it is."));
        return ExitCode.OK;
    }

    private boolean push(Step step, ManagedPolicies policies) {
        if (!step.needed()) {
            terminal.out().println(step.type() + ": " + Changes.version(step.before()) + ", as in the file");
            return true;
        }
        if (dryRun) {
            terminal.out().println(step.type() + ": " + Changes.version(step.before()) + " would be replaced by "
                    + step.file().file());
            return true;
        }
        Change change = policies.put(step.file().type().orElseThrow(), step.file().body(), step.before(),
                Optional.ofNullable(note));
        return new Changes(terminal).told(step.type(), step.before(), change);
    }
}
