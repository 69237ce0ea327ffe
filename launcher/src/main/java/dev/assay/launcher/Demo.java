package dev.assay.launcher;

import dev.assay.emulator.Installation;
import dev.assay.emulator.pcs.PcsSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The emulated platform of the tenant {@code demo}: keys of this installation only, kept in {@code emulator}, and its
 * collateral source on a free loopback port for as long as this process runs.
 */
record Demo(Path rootFile, Path tpmPolicy, PcsSource source) implements Closeable {

    static Demo start(DataFolder data, Clock clock) {
        try {
            Installation installation = Installation.open(data.file("emulator"), clock.instant());
            Path root = data.file("emulator-root.pem");
            OwnerOnly.write(root, installation.pki().rootCertificatePem());
            Path policy = data.file("emulator-tpm.policy");
            OwnerOnly.write(policy, policyText());
            return new Demo(root, policy, PcsSource.start(installation, clock, 0));
        } catch (IOException e) {
            throw new RefusedException("The demo's emulated platform does not start (" + e.getMessage()
                    + "), or start with ./assay run --no-demo.", e);
        }
    }

    /** why of its own: machines with a TPM have no default policy (maa-policy §10). */
    private static String policyText() throws IOException {
        try (InputStream text = Demo.class.getResourceAsStream("demo-tpm.policy")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
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
