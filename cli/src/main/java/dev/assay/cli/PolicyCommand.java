package dev.assay.cli;

import picocli.CommandLine.Command;

/** A tenant's policies as files. */
@Command(name = "policy", description = {"Keep a tenant's policies as files: check, compare, bring into force.",
        "A folder is a tenant's policy as code: SgxEnclave.policy is the policy for SgxEnclave, and so on."}, subcommands = {
                PolicyCheckCommand.class, PolicyDiffCommand.class, PolicyPushCommand.class, PolicyPullCommand.class,
                PolicyActivateCommand.class, PolicySignCommand.class})
final class PolicyCommand implements Runnable {
    /** {@code assay policy} alone. */
    @Override
    public void run() {
        throw new UsageException("policy takes a command: check, diff, push, pull, activate or sign. "
                + "Run 'assay help policy'.");
    }
}
