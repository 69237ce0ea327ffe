package dev.assay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.policy.Policy;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.SigningKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of maa-tokens §12 and the forms of maa-api §3.1. */
class PolicyDocumentTest {
    private static final String TEXT = "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };";
    private static final String ENCODED = "dmVyc2lvbj0xLjA7IGF1dGhvcml6YXRpb25ydWxlc3sgPT4gcGVybWl0KCk7IH07IGlzc3VhbmNlcnVsZXN7IH07";
    private static final String UNSECURED = "eyJhbGciOiJub25lIn0.eyJBdHRlc3RhdGlvblBvbGljeSI6ImRtVnljMmx2YmoweExqQTdJ"
            + "R0YxZEdodmNtbDZZWFJwYjI1eWRXeGxjM3NnUFQ0Z2NHVnliV2wwS0NrN0lIMDdJR2x6YzNWaGJtTmxjblZzWlhON0lIMDcifQ.";
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final SigningKey RSA = new KeyMaker().make("https://signer.example", AT);

    @Test
    void readsTheUnsecuredVector() {
        assertEquals(new PolicyDocument(TEXT, Optional.empty(), false), PolicyDocument.read("draft", UNSECURED));
    }

    @Test
    @Tag("JW-09")
    void hashesPolicyAndDocumentAsTheVectorsDo() {
        assertEquals("jJ2zhVE-UR_TQwSRXSb3OAXFvq82BX99yvfCfKZMxp4", Policy.parse(TEXT).hash().toBase64Url());
        assertEquals("upfsy_olB3P6_MK8Gwf0n9jtZUvaycs04EamnT1uhYA", Bytes.utf8(UNSECURED).sha256().toBase64Url());
        assertEquals(ENCODED, Bytes.utf8(TEXT).toBase64Url());
    }

    @Test
    void readsTheTextItselfAs2018Sent() {
        assertEquals(TEXT, PolicyDocument.read("draft", unsecured("{\"AttestationPolicy\":\"" + TEXT + "\"}")).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RSA256"})
    void verifiesRsaSignaturesUnderBothNames(String algorithm) throws Exception {
        String jws = signed(header(algorithm, RSA.certificate().getEncoded(), false), RSA.privateKey(),
                "SHA256withRSA");
        assertTrue(PolicyDocument.read("draft", jws).signed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withECDSA", "SHA256withECDSAinP1363Format"})
    void verifiesEcSignaturesInBothEncodings(String encoding) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String jws = signed(header("ECDH256", certificate(pair), true), pair.getPrivate(), encoding);
        assertTrue(PolicyDocument.read("draft", jws).signed());
    }

    @Test
    void rejectsASignedDocumentWhosePayloadWasChanged() throws Exception {
        String jws = signed(header("RS256", RSA.certificate().getEncoded(), false), RSA.privateKey(),
                "SHA256withRSA");
        String[] parts = jws.split("\\.");
        String other = Bytes.utf8("{\"AttestationPolicy\":\"dmVyc2lvbg\"}").toBase64Url();
        var refused = assertThrows(MalformedException.class,
                () -> PolicyDocument.read("draft", parts[0] + "." + other + "." + parts[2]));
        assertTrue(refused.getMessage().contains("signature"));
    }

    @Test
    @Tag("JW-01")
    void rejectsNoneWithASignature() {
        assertThrows(MalformedException.class, () -> PolicyDocument.read("draft", UNSECURED + "AAAA"));
    }

    @ParameterizedTest
    @Tag("JW-01")
    @ValueSource(strings = {"{\"alg\":\"None\"}", "{\"alg\":\"\"}", "{}", "{\"alg\":\"HS256\"}", "{\"alg\":1}",
            "{\"alg\":\"none\",\"crit\":[]}", "{\"alg\":\"none\",\"alg\":\"none\"}", "[]", "{\"alg\":\"RS256\"}"})
    void rejectsHeader(String header) {
        String jws = Bytes.utf8(header).toBase64Url() + "." + UNSECURED.split("\\.")[1] + ".";
        assertThrows(MalformedException.class, () -> PolicyDocument.read("draft", jws));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c.d", "eyJhbGciOiJub25lIn0..", "eyJhbGciOiJub25lIn0.e30."})
    void rejectsWhatIsNoPolicyDocument(String text) {
        assertThrows(MalformedException.class, () -> PolicyDocument.read("draft", text));
    }

    @Test
    void neverTakesUnsecuredForSigned() {
        assertFalse(PolicyDocument.read("draft", UNSECURED).signed());
    }

    private static String unsecured(String payload) {
        return "eyJhbGciOiJub25lIn0." + Bytes.utf8(payload).toBase64Url() + ".";
    }

    private static String header(String algorithm, byte[] der, boolean inJwk) {
        String x5c = "\"x5c\":[\"" + Base64.getEncoder().encodeToString(der).replace("+", "\\u002B") + "\"]";
        return "{\"alg\":\"" + algorithm + "\"," + (inJwk ? "\"jwk\":{" + x5c + "}" : x5c) + "}";
    }

    private static String signed(String header, PrivateKey key, String algorithm) throws Exception {
        String input = Bytes.utf8(header).toBase64Url() + "." + UNSECURED.split("\\.")[1];
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(Bytes.utf8(input).toArray());
        return input + "." + Bytes.copyOf(signature.sign()).toBase64Url();
    }

    private static byte[] certificate(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=signer");
        return new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(AT), Date.from(AT.plusSeconds(60)),
                name, pair.getPublic()).build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }
}
