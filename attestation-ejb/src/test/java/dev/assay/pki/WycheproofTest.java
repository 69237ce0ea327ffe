package dev.assay.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.corpus.Corpus;
import jakarta.json.JsonObject;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Wycheproof's vectors through our P-256 verification, raw and DER: every answer is the one the vectors name. */
@Tag("PK-07")
class WycheproofTest {
    @TestFactory
    Stream<DynamicTest> rawSignatures() {
        return vectors("ecdsa_secp256r1_sha256_p1363_test.json", (key, message, signature) -> {
            if (signature.length() != 64)
                throw new UnsoundException("not 64 octets");
            key.verify(message, signature);
        });
    }

    @TestFactory
    Stream<DynamicTest> derSignatures() {
        return vectors("ecdsa_secp256r1_sha256_test.json", P256::verifyDer);
    }

    private interface Verification {
        void verify(P256 key, Bytes message, Bytes signature);
    }

    /** The provider the service chooses, and each it falls back to. */
    private static Stream<DynamicTest> vectors(String file, Verification verification) {
        List<Provider> providers = new ArrayList<>(List.of(Security.getProvider("SunEC"), new BouncyCastleProvider()));
        CryptoProviders.choose();
        providers.add(Security.getProviders()[0]);
        return providers.stream().flatMap(provider -> vectors(provider, file, verification));
    }

    private static Stream<DynamicTest> vectors(Provider provider, String file, Verification verification) {
        JsonObject vectors = Corpus.read(Corpus.orSkip().file("wycheproof", "signature-vectors", file));
        return vectors.getJsonArray("testGroups").getValuesAs(JsonObject.class).stream().flatMap(group -> {
            P256 key = new P256(Bytes.hex(group.getString("publicKeyDer")));
            return group.getJsonArray("tests").getValuesAs(JsonObject.class).stream()
                    .map(test -> dynamicTest(
                            provider.getName() + " " + test.getInt("tcId") + " " + test.getString("comment"),
                            () -> withFirst(provider, () -> answers(key, test, verification))));
        });
    }

    private static void withFirst(Provider provider, Runnable test) {
        int before = List.of(Security.getProviders()).indexOf(provider) + 1;
        Security.removeProvider(provider.getName());
        Security.insertProviderAt(provider, 1);
        try {
            test.run();
        } finally {
            Security.removeProvider(provider.getName());
            if (before > 0)
                Security.insertProviderAt(provider, before);
        }
    }

    private static void answers(P256 key, JsonObject test, Verification verification) {
        boolean accepted = accepted(() -> verification.verify(key, Bytes.hex(test.getString("msg")),
                Bytes.hex(test.getString("sig"))));
        assertEquals(test.getString("result").equals("valid"), accepted);
    }

    private static boolean accepted(Runnable verification) {
        try {
            verification.run();
            return true;
        } catch (UnsoundException | MalformedException refused) {
            return false;
        }
    }
}
