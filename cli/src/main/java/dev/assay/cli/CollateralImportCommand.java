package dev.assay.cli;

import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.Refusal;
import dev.assay.persistence.ArchivedDocument;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.CollateralArchive.Admittance;
import dev.assay.persistence.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a folder's collateral and stores it, all of it or nothing. */
@Command(name = "import", sortOptions = false, description = {
        "Verify the collateral in a folder and store it for the server.",
        "One file that does not verify, and nothing is stored.",
        "Exit code 0 stored, 1 refused, 3 no database, 64 wrong usage."})
final class CollateralImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", arity = "1", description = "Folder with files named as for appraise --collateral.")
    String folder;

    @Option(names = "--anchor-set", paramLabel = "NAME", description = "The anchor set the collateral "
            + "belongs to. Default: vendors.")
    String anchorSet = AnchorSet.VENDORS.name();

    @Option(names = "--root", paramLabel = "PEM", description = "A root certificate of that set. Default: the file "
            + "named in ASSAY_ANCHOR_SET_<NAME>_ROOT_FILE.")
    List<String> roots = List.of();

    CollateralImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path path = InputFile.folder("DIR", folder);
        AnchorSet anchors = anchors();
        try {
            List<ArchivedDocument> documents = new CollateralFolder(path, terminal.clock().instant())
                    .verified(new CollateralReader(), anchors);
            return store(anchors, documents);
        } catch (Refusal refused) {
            terminal.err().println("Refused: " + refused.getMessage() + ". Nothing was imported.");
            return ExitCode.REFUSED;
        }
    }

    private int store(AnchorSet anchors, List<ArchivedDocument> documents) {
        try {
            CollateralArchive archive = new CollateralArchive(DatabaseFile.in(terminal.dataFolder()).source());
            List<Admittance> admittances = archive.putAll(anchors.name(), documents);
            for (int i = 0; i < documents.size(); i++)
                terminal.out().println(line(documents.get(i), admittances.get(i)));
            return ExitCode.OK;
        } catch (StoreException failed) {
            terminal.err().println("The installation's database does not answer, so nothing was imported: "
                    + "is './assay run' running on " + terminal.dataFolder() + "?");
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private String line(ArchivedDocument document, Admittance admittance) {
        String subject = document.document().key().subject();
        boolean over = terminal.clock().instant().isAfter(document.dates().nextUpdate());
        return "%s%s: issued %s, next update %s%s, %s".formatted(document.document().key().kind().fileName(),
                subject.isEmpty() ? "" : " (" + subject + ")", document.dates().issueDate(),
                document.dates().nextUpdate(), over ? " (past: it no longer supports a verdict)" : "",
                switch (admittance) {
                    case STORED -> "imported";
                    case KNOWN -> "known already";
                    case OLDER_THAN_CURRENT -> "left out: a newer one is stored";
                });
    }

    /** Settled, Trust: collateral belongs to an anchor set and never crosses to another. */
    private AnchorSet anchors() {
        if (anchorSet.equals(AnchorSet.VENDORS.name())) {
            if (!roots.isEmpty())
                throw new UsageException("--root has no place with the vendors' set; name another with --anchor-set.");
            return AnchorSet.VENDORS;
        }
        if (!anchorSet.matches("[a-z0-9][a-z0-9-]{0,39}"))
            throw new UsageException("--anchor-set is 1 to 40 of a-z, 0-9 and the hyphen.");
        return new AnchorSet(anchorSet, false, ownRoots());
    }

    private List<TrustAnchor> ownRoots() {
        if (!roots.isEmpty())
            return Anchors.read("--root", roots);
        String setting = "ASSAY_ANCHOR_SET_" + anchorSet.toUpperCase(Locale.ROOT).replace('-', '_') + "_ROOT_FILE";
        String file = terminal.environment().getOrDefault(setting, "");
        if (file.isBlank())
            throw new UsageException("The roots of anchor set " + anchorSet + " are not known: name its root "
                    + "certificate with --root or in " + setting + ".");
        return Anchors.read(setting, List.of(file));
    }
}
