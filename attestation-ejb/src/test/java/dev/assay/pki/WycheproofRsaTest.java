package dev.assay.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.bytes.Bytes;
import dev.assay.corpus.Corpus;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Wycheproof's RSA vectors through the provider the service chooses and those it falls back to. */
@Tag("PK-10")
class WycheproofRsaTest {
    @TestFactory
    Stream<DynamicTest> pkcs1Signatures() {
        return Stream.of("rsa_signature_2048_sha256_test.json", "rsa_signature_3072_sha256_test.json",
                "rsa_signature_4096_sha384_test.json", "rsa_signature_4096_sha512_test.json")
                .flatMap(file -> vectors(file, (provider, group) -> Signature
                        .getInstance(group.getString("sha").replace("-", "") + "withRSA", provider)));
    }

    @TestFactory
    Stream<DynamicTest> pssSignatures() {
        return Stream.of("rsa_pss_2048_sha256_mgf1_32_test.json", "rsa_pss_3072_sha256_mgf1_32_test.json",
                "rsa_pss_4096_sha384_mgf1_48_test.json").flatMap(file -> vectors(file, WycheproofRsaTest::pss));
    }

    private static Signature pss(Provider provider, JsonObject group) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS", provider);
        signature.setParameter(new PSSParameterSpec(group.getString("sha"), "MGF1",
                new MGF1ParameterSpec(group.getString("mgfSha")), group.getInt("sLen"), 1));
        return signature;
    }

    private interface Algorithm {
        Signature of(Provider provider, JsonObject group) throws GeneralSecurityException;
    }

    private static Stream<DynamicTest> vectors(String file, Algorithm algorithm) {
        JsonObject vectors = Corpus.read(Corpus.orSkip().file("wycheproof", "signature-vectors", file));
        CryptoProviders.choose();
        Provider chosen = Security.getProviders()[0];
        return Stream.of(Security.getProvider("SunRsaSign"), new BouncyCastleProvider(), chosen)
                .flatMap(provider -> vectors.getJsonArray("testGroups").getValuesAs(JsonObject.class).stream()
                        .flatMap(group -> tests(provider, group, algorithm)));
    }

    private static Stream<DynamicTest> tests(Provider provider, JsonObject group, Algorithm algorithm) {
        List<JsonObject> tests = group.getJsonArray("tests").getValuesAs(JsonObject.class);
        // why: "acceptable" vectors are those on which sound implementations differ.
        return tests.stream().filter(test -> !test.getString("result").equals("acceptable"))
                .map(test -> dynamicTest(
                        provider.getName() + " " + test.getInt("tcId") + " " + test.getString("comment"),
                        () -> assertEquals(test.getString("result").equals("valid"),
                                accepted(provider, group, test, algorithm))));
    }

    private static boolean accepted(Provider provider, JsonObject group, JsonObject test, Algorithm algorithm)
            throws GeneralSecurityException {
        Signature verifier = algorithm.of(provider, group);
        verifier.initVerify(key(provider, group.getJsonObject("publicKey")));
        verifier.update(Bytes.hex(test.getString("msg")).toArray());
        try {
            return verifier.verify(Bytes.hex(test.getString("sig")).toArray());
        } catch (SignatureException refused) {
            return false;
        }
    }

    private static PublicKey key(Provider provider, JsonObject key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA", provider).generatePublic(new RSAPublicKeySpec(
                new BigInteger(key.getString("modulus"), 16), new BigInteger(key.getString("publicExponent"), 16)));
    }
}
