package dev.assay.launcher;

import dev.assay.emulator.Installation;
import dev.assay.emulator.pcs.PcsSource;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The emulated platform of the tenant {@code demo}: keys of this installation only, kept in {@code emulator}, and its
 * collateral source on a free loopback port for as long as this process runs.
 */
record Demo(Path rootFile, PcsSource source) implements Closeable {

    static Demo start(DataFolder data, Clock clock) {
        try {
            Installation installation = Installation.open(data.file("emulator"), clock.instant());
            Path root = data.file("emulator-root.pem");
            OwnerOnly.write(root, installation.pki().rootCertificatePem());
            return new Demo(root, PcsSource.start(installation, clock, 0));
        } catch (IOException e) {
            throw new RefusedException("The demo's emulated platform does not start (" + e.getMessage()
                    + "), or start with ./assay run --no-demo.", e);
        }
    }

    URI pcsUrl() {
        return source.baseUri().resolve("/sgx/certification/v4/");
    }

    URI rootCrlUrl() {
        return source.rootCrlUri();
    }

    @Override
    public void close() {
        source.close();
    }
}
