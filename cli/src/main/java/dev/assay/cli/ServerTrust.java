package dev.assay.cli;

import dev.assay.cli.relying.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** Which TLS certificates of a service are believed. */
final class ServerTrust {
    private ServerTrust() {}

    /** @param ca a file, or null for the installation's own CA beside the JVM's */
    static SSLContext of(Terminal terminal, String ca) {
        try {
            if (ca != null)
                return Trust.only(InputFile.existing("--ca", ca));
            Path installed = terminal.dataFolder().resolve("tls").resolve("ca.pem");
            return Files.isReadable(installed) ? Trust.also(installed) : Trust.system();
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--ca: " + refused.getMessage() + ".");
        }
    }
}
