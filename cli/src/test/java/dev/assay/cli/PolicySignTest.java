package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.token.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySignTest {
    private static final KeyPair RSA = Policies.keys("RSA", 2048);

    @TempDir
    Path folder;

    private Policies policies;
    private String text;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
        text = policies.write("SgxEnclave.policy", Policies.text(1)).toString();
    }

    private Run sign(String key, KeyPair certified, String... more) {
        String certificate = policies.pem("cert.pem", Policies.certificate(certified));
        List<String> arguments = new java.util.ArrayList<>(
                List.of("policy", "sign", text, "--key", key, "--cert", certificate));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    private PolicyDocument written() {
        try {
            return PolicyDocument.read("policy", Files.readString(Path.of(text + ".jws")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void signsWithAnRsaKeyAsTheServiceVerifies(String algorithm) {
        Run run = sign(policies.pem("key.pem", RSA), RSA, "--alg", algorithm);
        assertEquals(0, run.code(), run.err());
        assertEquals(Policies.text(1), written().text());
        assertEquals(algorithm, written().signer().orElseThrow().algorithm());
        assertEquals(RSA.getPublic(), written().signer().orElseThrow().certificate().getPublicKey());
        assertFalse(written().once(), "it may come in force again");
    }

    @ParameterizedTest
    @CsvSource({"256,ES256", "384,ES384", "521,ES512"})
    void signsWithAnEcKeyByItsCurve(int bits, String algorithm) throws Exception {
        KeyPair keys = Policies.keys("EC", bits);
        Run run = sign(policies.pem("key.pem", new JcaPKCS8Generator(keys.getPrivate(), null)), keys);
        assertEquals(0, run.code(), run.err());
        assertEquals(algorithm, written().signer().orElseThrow().algorithm());
    }

    @Test
    void readsKeysInTheFormsOpensslWrites() throws Exception {
        assertEquals(0, sign(policies.pem("pkcs8.pem", new JcaPKCS8Generator(RSA.getPrivate(), null)), RSA).code());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(256);
        KeyPair ec = generator.generateKeyPair();
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        Path traditional = Path.of(policies.pem("ec.pem", ec));
        Files.writeString(traditional, parameters + Files.readString(traditional));
        assertEquals(0, sign(traditional.toString(), ec).code());
        assertEquals(0, sign(policies.pem("ec8.pem", new JcaPKCS8Generator(ec.getPrivate(), null)), ec).code());
    }

    @Test
    void readsAnEncryptedKeyWithItsPassphraseFromAFile() throws Exception {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider()).setRandom(new SecureRandom())
                .setPassword("open sesame".toCharArray()).build();
        String key = policies.pem("encrypted.pem", new JcaPKCS8Generator(RSA.getPrivate(), encryptor));
        String right = policies.write("right", "open sesame\n").toString();
        String wrong = policies.write("wrong", "open barley").toString();
        assertEquals(0, sign(key, RSA, "--passphrase-file", right).code());
        Run refused = sign(key, RSA, "--passphrase-file", wrong);
        assertEquals(64, refused.code());
        assertTrue(refused.err().contains("is not the passphrase"), refused.err());
        assertTrue(sign(key, RSA).err().contains("give its passphrase with --passphrase-file"));
    }

    @Test
    void refusesACertificateThatIsNotTheKeys() throws IOException {
        Run run = sign(policies.pem("key.pem", RSA), Policies.keys("RSA", 2048));
        assertEquals(64, run.code());
        assertTrue(run.err().contains("--cert does not verify what the key signed"), run.err());
        assertFalse(Files.exists(Path.of(text + ".jws")));
    }

    @Test
    void replacesALinkInThePlaceItWritesTo() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "another's");
        Files.createSymbolicLink(Path.of(text + ".jws"), elsewhere);
        assertEquals(0, sign(policies.pem("key.pem", RSA), RSA).code());
        assertEquals("another's", Files.readString(elsewhere));
        assertEquals(Policies.text(1), written().text());
    }

    @Test
    void signsNoPolicyThatHasErrors() {
        policies.write("SgxEnclave.policy", "version=1.0;");
        Run run = sign(policies.pem("key.pem", RSA), RSA);
        assertEquals(1, run.code());
        assertTrue(run.err().contains("SgxEnclave.policy:1:13: error: "), run.err());
        assertFalse(Files.exists(Path.of(text + ".jws")));
    }

    @Test
    void refusesWhatItCannotSignWith() {
        String key = policies.pem("key.pem", RSA);
        assertTrue(sign(key, RSA, "--alg", "ES256").err().contains("--alg is for this key one of RS256, RS384"));
        assertTrue(sign(text, RSA).err().contains("holds no private key in PEM"));
        assertTrue(sign(policies.pem("certificate.pem", Policies.certificate(RSA)), RSA).err()
                .contains("holds no private key in PEM"));
        assertEquals(64, Run.of("policy", "sign", text, "--key", key, "--cert", text).code());
        assertEquals(64, Run.of("policy", "sign", text + ".jws", "--key", key, "--cert", text).code());
        assertEquals(64, sign(policies.pem("key25519.pem", Policies.keys("Ed25519", 255).getPrivate()), RSA).code());
    }

    @Test
    void writesToStandardOutputWhereThatIsAsked() {
        Run run = sign(policies.pem("key.pem", RSA), RSA, "--out", "-");
        assertEquals(Policies.text(1), PolicyDocument.read("policy", run.out()).text());
        assertFalse(Files.exists(Path.of(text + ".jws")));
    }
}
