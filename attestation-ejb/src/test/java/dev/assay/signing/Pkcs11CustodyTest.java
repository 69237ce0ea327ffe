package dev.assay.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.token.Discovery;
import dev.assay.token.SigningException;
import dev.assay.token.TokenIssuer;
import dev.assay.token.TokenPayload;
import dev.assay.token.TokenTerms;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in a real SoftHSM; skipped, visibly, where the system has none. */
@Tag("KM-01")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Pkcs11CustodyTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ISSUER = "https://attest.example.org/t/blue";
    private static final UUID BLUE = new UUID(0, 1);
    private static final UUID RED = new UUID(0, 2);

    @TempDir
    private Path folder;

    private SoftHsm token;
    private Path configuration;
    private Pkcs11Custody custody;
    private final TokenIssuer issuer = new TokenIssuer();

    @BeforeEach
    void open() throws Exception {
        token = SoftHsm.open();
        configuration = token.configuration(folder);
        custody = new Pkcs11Custody(configuration.toString(), SoftHsm.PIN);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void signsTokensThatAnyoneVerifies(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = custody.make(owner(BLUE, algorithm), AT);
        var keys = new JsonWebKeySet(Discovery.keySet(List.of(key.published())).toString()).getJsonWebKeys();
        var claims = new JwtConsumerBuilder().setExpectedIssuer(ISSUER)
                .setEvaluationTime(NumericDate.fromSeconds(AT.getEpochSecond()))
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys)).build()
                .processToClaims(issuer.sign(payload(), key));
        assertEquals(ISSUER, claims.getIssuer());
        key.prove();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void neverLetsAPrivateKeyOut(SigningAlgorithm algorithm) {
        SigningKey key = custody.make(owner(BLUE, algorithm), AT);
        assertNull(key.privateKey().getEncoded());
        assertEquals(Optional.empty(), custody.wrapped(BLUE, key));
    }

    @Test
    void findsItsKeysAgainAfterARestart() throws Exception {
        SigningKey made = custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        SigningKey found = new Pkcs11Custody(configuration.toString(), SoftHsm.PIN).open(BLUE, made.published(),
                Optional.empty());
        assertTrue(verifies(issuer.sign(payload(), found), made));
    }

    @Test
    @Tag("JW-07")
    void opensNoKeyForAnotherTenant() {
        SigningKey made = custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        assertThrows(KeyUnavailableException.class, () -> custody.open(RED, made.published(), Optional.empty()));
    }

    @Test
    @Tag("KM-03")
    void keepsNothingOfADestroyedKey() {
        SigningKey made = custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        custody.destroy(BLUE, made.kid());
        custody.destroy(BLUE, made.kid());
        assertThrows(KeyUnavailableException.class, () -> custody.open(BLUE, made.published(), Optional.empty()));
        assertThrows(SigningException.class, () -> issuer.sign(payload(), made));
    }

    @Test
    void signsARequestToAnOperatorsAuthority() throws Exception {
        SigningKey key = custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        var request = OperatorAuthority.read(KeyCertificates.request(ISSUER, key));
        assertTrue(request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                .build(key.certificate().getPublicKey())));
        OperatorAuthority authority = new OperatorAuthority(AT);
        var issued = authority.answer(KeyCertificates.request(ISSUER, key));
        assertEquals(List.of(issued, authority.middle),
                KeyCertificates.chain(OperatorAuthority.pem(issued, authority.middle), key.published(), AT));
    }

    @Test
    void refusesATokenThatMakesKeysThatCanBeReadOut() throws IOException {
        Path loose = Files.writeString(folder.resolve("loose.cfg"), Files.readString(configuration)
                .replace("CKA_SENSITIVE = true", "CKA_SENSITIVE = false")
                .replace("CKA_EXTRACTABLE = false", "CKA_EXTRACTABLE = true").replace("name = ", "name = loose-"));
        Pkcs11Custody careless = new Pkcs11Custody(loose.toString(), SoftHsm.PIN);
        assertTrue(assertThrows(KeyUnavailableException.class,
                () -> careless.make(owner(BLUE, SigningAlgorithm.ES256), AT)).getMessage().contains("CKA_SENSITIVE"));
    }

    /** why last: SoftHSM does not take to its token again in the same process. */
    @Test
    @Order(Integer.MAX_VALUE)
    @Tag("KM-07")
    void isUnavailableWhileItsTokenIsGone() throws Exception {
        SigningKey made = custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        Path away = token.tokens.resolveSibling("away-" + UUID.randomUUID());
        Files.move(token.tokens, away);
        try {
            assertThrows(SigningException.class, () -> issuer.sign(payload(), made));
            assertThrows(KeyUnavailableException.class, made::prove);
            assertThrows(KeyUnavailableException.class, () -> KeyCertificates.request(ISSUER, made));
            assertThrows(KeyUnavailableException.class, () -> custody.open(BLUE, made.published(), Optional.empty()));
            assertThrows(KeyUnavailableException.class, () -> custody.make(owner(BLUE, SigningAlgorithm.ES256), AT));
        } finally {
            Files.move(away, token.tokens);
        }
    }

    @Test
    @Tag("KM-07")
    void servesAgainAfterItsSessionsWereLost() throws Exception {
        SigningKey made = custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        ((AuthProvider) Security.getProvider(made.provider().orElseThrow())).logout();
        assertThrows(SigningException.class, () -> issuer.sign(payload(), made));
        SigningKey again = custody.open(BLUE, made.published(), Optional.empty());
        assertTrue(verifies(issuer.sign(payload(), again), made));
    }

    @Test
    void findsAKeyThatAnotherNodeMadeInTheSameToken() throws Exception {
        Pkcs11Custody other = new Pkcs11Custody(configuration.toString(), SoftHsm.PIN);
        custody.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        SigningKey made = other.make(owner(BLUE, SigningAlgorithm.ES256), AT);
        assertEquals(made.kid(), custody.open(BLUE, made.published(), Optional.empty()).kid());
        custody.destroy(BLUE, made.kid());
        assertThrows(KeyUnavailableException.class, () -> other.open(BLUE, made.published(), Optional.empty()));
    }

    @Test
    @Tag("KM-07")
    void isUnavailableWhereTheModuleIsNotThere() throws IOException {
        Path absent = Files.writeString(folder.resolve("absent.cfg"), "name = absent\nlibrary = "
                + folder.resolve("libabsent.so") + "\n");
        Pkcs11Custody gone = new Pkcs11Custody(absent.toString(), SoftHsm.PIN);
        assertThrows(KeyUnavailableException.class, () -> gone.make(owner(BLUE, SigningAlgorithm.ES256), AT));
    }

    private TokenPayload payload() {
        return issuer.prepare(JsonValue.EMPTY_JSON_OBJECT,
                new TokenTerms(ISSUER, AT, AT.plus(Duration.ofHours(1)), Optional.empty()));
    }

    private static boolean verifies(String token, SigningKey key) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(key.certificate().getPublicKey());
        return jws.verifySignature();
    }

    private static KeyOwner owner(UUID tenant, SigningAlgorithm algorithm) {
        return new KeyOwner(tenant, ISSUER, new KeyTerms(algorithm, CustodyKind.PKCS11));
    }
}
