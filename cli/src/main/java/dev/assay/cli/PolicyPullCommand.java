package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import dev.assay.cli.policies.VisibleText;
import dev.assay.evidence.AttestationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the policies in force into a folder. */
@Command(name = "pull", sortOptions = false, description = {"Write the policies in force into a folder.",
        "Files of those types are replaced; keep the folder in version control. The default policy gets no file.",
        "Exit code 0 written, 1 refused, 3 no answer or a type not known here, 64 wrong usage."})
final class PolicyPullCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", arity = "1", description = "The folder. It must exist.")
    String folder;

    @Mixin
    ManagedOptions service = new ManagedOptions();

    PolicyPullCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path into = InputFile.folder("DIR", folder);
        return service.run(terminal, policies -> pull(into, policies));
    }

    private int pull(Path into, ManagedPolicies policies) {
        List<String> unknown = new ArrayList<>();
        for (String name : policies.types()) {
            AttestationType.named(name).ifPresentOrElse(
                    type -> pull(PolicyFolder.place(into, type), name, policies.read(type)), () -> unknown.add(name));
        }
        unknown.forEach(name -> terminal.err().println(VisibleText.of(name)
                + ": not pulled. This program is older than the service and does not know the type."));
        return unknown.isEmpty() ? ExitCode.OK : ExitCode.COULD_NOT_TELL;
    }

    private void pull(Path file, String type, InForce policy) {
        Path document = file.resolveSibling(file.getFileName() + ".jws");
        if (policy.version() == 0) {
            terminal.out().println(type + ": the default is in force"
                    + (Files.exists(file) ? "; " + file + " is not, and was left as it is" : ""));
            return;
        }
        write(file, policy.text());
        if (policy.signed())
            write(document, policy.document() + "\n");
        terminal.out().println(type + ": " + Changes.version(policy) + " is in " + file
                + (policy.signed() ? ", signed in " + document : ""));
        if (!policy.signed() && Files.exists(document))
            terminal.err()
                    .println(document + " was not pulled: what is in force is not signed. Remove it, or push it.");
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException refused) {
            throw new UsageException("DIR: " + file + " cannot be written; check its permissions.");
        }
    }
}
