package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A quote, the collateral it is judged by, the root to trust and the platform it came from. */
public record EvidenceBundle(Octets quote, EmulatedCollateral collateral, Anchor anchor, PlatformFacts platform) {
    public Octets openEnclaveReport() {
        return OpenEnclaveReport.around(quote);
    }

    /** The FMSPC, 12 lower-case hexadecimal digits. */
    public String fmspc() {
        return platform.fmspc().toHex();
    }

    /** {@code processor} or {@code platform}. */
    public String ca() {
        return platform.ca().id();
    }

    /** Writes {@code quote.bin}, {@code trusted_root.pem} and the collateral into a folder that exists. */
    public void writeTo(Path folder) throws IOException {
        Files.write(folder.resolve("quote.bin"), quote.toArray());
        Files.writeString(folder.resolve("trusted_root.pem"), anchor.certificatePem());
        collateral.writeTo(folder);
    }
}
