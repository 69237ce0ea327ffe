package dev.assay.cli;

import picocli.CommandLine.Command;

/** What can be done with an installation's collateral. */
@Command(name = "collateral", description = "Bring collateral into the installation's database.", subcommands = {
        CollateralImportCommand.class})
final class CollateralCommand implements Runnable {
    /** {@code assay collateral} alone. */
    @Override
    public void run() {
        throw new UsageException("collateral takes a command: import. Run 'assay help collateral import'.");
    }
}
