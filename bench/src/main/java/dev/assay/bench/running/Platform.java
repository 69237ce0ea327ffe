package dev.assay.bench.running;

import dev.assay.emulator.Installation;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pcs.PcsSource;
import dev.assay.emulator.sgx.ReportData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** An emulated platform, its collateral source, and the anchor set {@value #ANCHORS} that trusts it. */
record Platform(Installation installation, PcsSource source, Path root) implements AutoCloseable {
    static final String ANCHORS = "bench";

    static Platform start(Path folder) throws IOException {
        Installation installation = Installation.open(folder.resolve("emulator"), Instant.now());
        Path root = Files.writeString(folder.resolve("emulator-root.pem"), installation.pki().rootCertificatePem());
        return new Platform(installation, PcsSource.start(installation, Clock.systemUTC(), 0), root);
    }

    /** why the tenant: an anchor set is there for as long as a configured tenant stands on it. */
    Map<String, String> settings() {
        return Map.of("ASSAY_TENANTS", "default,bench", "ASSAY_TENANT_BENCH_ANCHOR_SET", ANCHORS,
                "ASSAY_ANCHOR_SET_BENCH_ROOT_FILE", root.toString(), "ASSAY_ANCHOR_SET_BENCH_PCS_URL",
                source.baseUri().resolve("/sgx/certification/v4/").toString(),
                "ASSAY_ANCHOR_SET_BENCH_ROOT_CRL_URL", source.rootCrlUri().toString());
    }

    /** The body of an attest call that is permitted. */
    byte[] evidence() {
        Octets held = Octets.utf8("{\"key\":\"held by the enclave\"}");
        Octets quote = installation.attester().quote(ReportData.binding(held));
        return "{\"quote\":\"%s\",\"runtimeData\":{\"data\":\"%s\",\"dataType\":\"JSON\"}}"
                .formatted(base64Url(quote), base64Url(held)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64Url(Octets octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }

    @Override
    public void close() {
        source.close();
    }
}
