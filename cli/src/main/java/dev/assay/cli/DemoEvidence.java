package dev.assay.cli;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.Installation;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * What the emulated enclave hands out: a quote that binds the public half of a key made just now.
 *
 * @param bundle the quote, and the collateral of its platform
 * @param runtimeData JSON with the key, as sent and as hashed into the quote
 * @param mrEnclave lower-case hexadecimal
 */
record DemoEvidence(EvidenceBundle bundle, String runtimeData, String mrEnclave) {
    static DemoEvidence of(Installation installation, Instant now) {
        EmulatedAttester attester = installation.attester();
        String held = "{\"keys\":[" + publicKey() + "]}";
        EvidenceBundle bundle = attester.make(ReportData.binding(Octets.utf8(held)), now, draft -> {});
        return new DemoEvidence(bundle, held, attester.enclave().mrEnclave().toHex());
    }

    /** The body of {@code POST /attest/SgxEnclave} (maa-api §2.1). */
    String request() {
        JsonObject runtime = Json.object().add("data", Bytes.utf8(runtimeData).toBase64Url()).add("dataType", "JSON")
                .build();
        return Json
                .line(Json.object().add("quote", Base64Url.encode(bundle.quote().toArray())).add("runtimeData", runtime)
                        .build());
    }

    JsonObject held() {
        return StrictJson.object("runtime data", Bytes.utf8(runtimeData));
    }

    /** Leaves the request where the README's curl finds it, and beside it what {@code appraise} takes. */
    Path writeTo(Path dataFolder) throws IOException {
        Path folder = Files.createDirectories(dataFolder.resolve("demo"));
        bundle.writeTo(folder);
        Files.writeString(folder.resolve("held.json"), runtimeData);
        return Files.writeString(folder.resolve("sgx-request.json"), request() + "\n");
    }

    /** why: the private half stays in the enclave, so here it is dropped. */
    private static String publicKey() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("made-in-the-enclave");
            return key.toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException refused) {
            throw new IllegalStateException("this JVM makes no P-256 keys", refused);
        }
    }
}
