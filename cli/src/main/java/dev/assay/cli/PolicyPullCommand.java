package dev.assay.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import dev.assay.evidence.AttestationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the policies in force into a folder. */
@Command(name = "pull", sortOptions = false, description = {"Write the policies in force into a folder.",
        "Files of those types are replaced; keep the folder in version control. The default policy gets no file.",
        "Exit code 0 written, 1 refused, 3 no answer, 64 wrong usage."})
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
        for (String name : policies.types()) {
            Optional<AttestationType> type = AttestationType.named(name);
            if (type.isEmpty())
                terminal.err().println(name + ": this program is older than the service and does not know the type.");
            else
                pull(PolicyFolder.place(into, type.get()), name, policies.read(type.get()));
        }
        return ExitCode.OK;
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
            Path made = file.resolveSibling("." + file.getFileName() + ".new");
            try {
                // why anew: a link of that name in a checked-out folder leads elsewhere.
                Files.deleteIfExists(made);
                Files.writeString(made, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(made, file, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException refused) {
            throw new UsageException("DIR: " + file + " cannot be written; check its permissions.");
        }
    }
}
