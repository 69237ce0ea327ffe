package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.emulator.pki.KeyFolder;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** The maker of the demo's software TPM: a CA of this installation, kept with the TPM. */
record DemoMaker(Path folder) {
    private static final String NAME = "ek-ca";
    private static final String TRUSTED = "ek-ca.trusted";

    /** @param telling makes the tenant trust the CA, whose certificate it is given in DER; called until it succeeded once */
    EndorsementAuthority trusted(Instant now, Consumer<Bytes> telling) throws IOException {
        EndorsementAuthority maker = open(now);
        if (!Files.exists(folder.resolve(TRUSTED))) {
            telling.accept(Bytes.copyOf(maker.certificate().toArray()));
            Files.createFile(folder.resolve(TRUSTED));
        }
        return maker;
    }

    private EndorsementAuthority open(Instant now) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        if (!Files.exists(folder.resolve(NAME + ".pem")))
            files.write(NAME, EndorsementAuthority.create(now).key());
        return new EndorsementAuthority(files.read(NAME));
    }
}
