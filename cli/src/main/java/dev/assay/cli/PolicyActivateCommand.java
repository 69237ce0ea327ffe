package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import dev.assay.evidence.AttestationType;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a stored version into force again. */
@Command(name = "activate", sortOptions = false, description = {"Bring a version that is stored into force again.",
        "Exit code 0 in force or proposed, 1 refused, 3 no answer, 64 wrong usage."})
final class PolicyActivateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "TYPE", description = "As SgxEnclave.")
    String type;

    @Parameters(index = "1", paramLabel = "VERSION", description = "Its number; 0 is the default policy.")
    String version;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the change.")
    String note;

    @Mixin
    ManagedOptions service = new ManagedOptions();

    PolicyActivateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AttestationType wanted = type(type);
        if (!version.matches("\\d{1,9}"))
            throw new UsageException("VERSION is a version's number, or 0 for the default policy.");
        return service.run(terminal, policies -> activate(wanted, Integer.parseInt(version), policies));
    }

    /** @throws UsageException where it names none */
    static AttestationType type(String name) {
        return AttestationType.named(name).orElseThrow(() -> new UsageException("TYPE is one of "
                + Arrays.stream(AttestationType.values()).map(AttestationType::wireName)
                        .collect(Collectors.joining(", "))
                + "."));
    }

    private int activate(AttestationType wanted, int number, ManagedPolicies policies) {
        InForce before = policies.read(wanted);
        boolean taken = new Changes(terminal).told(wanted.wireName(), before,
                policies.activate(wanted, number, before, Optional.ofNullable(note)));
        return taken ? ExitCode.OK : ExitCode.REFUSED;
    }
}
