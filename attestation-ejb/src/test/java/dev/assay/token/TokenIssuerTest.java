package dev.assay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.TokenForm;
import dev.assay.json.StrictJson;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SigningKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenIssuerTest {
    private static final String ISSUER = "https://attest.example.org/t/blue";
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.750Z");
    private static final SigningKey KEY = new KeyMaker().make(ISSUER, AT);
    private static final JsonObject CLAIMS = Json.createObjectBuilder().add("x-ms-ver", "1.0").add("a", "é")
            .add("iss", "https://evil.example").add("exp", 1).build();

    private final TokenIssuer issuer = new TokenIssuer();

    @Test
    @Tag("JW-06")
    void carriesExactlyTheFourHeaderMembersInShortestAscii() {
        String token = issuer.sign(issuer.prepare(CLAIMS, terms(Duration.ofDays(30))), KEY);
        assertEquals("{\"alg\":\"RS256\",\"jku\":\"" + ISSUER + "/certs\",\"kid\":\"" + KEY.kid()
                + "\",\"typ\":\"JWT\"}", part(token, 0));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("JW-06")
    void isAcceptedByAnIndependentRelyingParty(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = new KeyMaker().make(ISSUER, algorithm, AT);
        String token = issuer.sign(issuer.prepare(CLAIMS, terms(Duration.ofDays(30))), key);
        var keys = new JsonWebKeySet(Discovery.keySet(List.of(KEY.published(), key.published())).toString())
                .getJsonWebKeys();
        var claims = new JwtConsumerBuilder().setExpectedIssuer(ISSUER).setRequireExpirationTime().setRequireJwtId()
                .setRequireIssuedAt().setRequireNotBefore().setSkipDefaultAudienceValidation()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.name())
                .setEvaluationTime(NumericDate.fromSeconds(AT.getEpochSecond()))
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys)).build().processToClaims(token);
        assertEquals(AT.getEpochSecond() + 28_800, claims.getExpirationTime().getValue());
        assertTrue(claims.getJwtId().matches("[0-9a-f]{64}"));
    }

    @Test
    @Tag("JW-08")
    void overwritesRegisteredClaimsWhateverWasAssembled() {
        JsonObject payload = payload(issuer.prepare(CLAIMS, terms(Duration.ofDays(30))));
        assertEquals(ISSUER, payload.getString("iss"));
        assertEquals(AT.getEpochSecond(), payload.getJsonNumber("iat").longValueExact());
        assertEquals(payload.get("iat"), payload.get("nbf"));
        assertEquals(AT.getEpochSecond() + 28_800, payload.getJsonNumber("exp").longValueExact());
    }

    @Test
    void endsWithTheCollateralItRestsOn() {
        JsonObject payload = payload(issuer.prepare(CLAIMS, terms(Duration.ofMinutes(90))));
        assertEquals(AT.plus(Duration.ofMinutes(90)).getEpochSecond(), payload.getJsonNumber("exp").longValueExact());
    }

    @Test
    void livesEightHoursUnderABaselineThatFixesTheLifetime() {
        TokenTerms terms = new TokenTerms(ISSUER, AT, AT.plusSeconds(60), Optional.of(Duration.ofHours(8)));
        assertEquals(AT.getEpochSecond() + 28_800,
                payload(issuer.prepare(CLAIMS, terms)).getJsonNumber("exp").longValueExact());
    }

    /** maa-tokens §1, §2: what the sample about a TPM has. */
    @Test
    @Tag("JW-06")
    void looksAsTokensAboutTpmsDoWhereThatFormIsAsked() {
        TokenPayload prepared = issuer.prepare(CLAIMS, tpm(Duration.ofDays(4), false));
        JsonObject payload = payload(prepared);
        assertEquals(AT.getEpochSecond() - 300, payload.getJsonNumber("nbf").longValueExact());
        assertEquals(AT.getEpochSecond() + 345_600, payload.getJsonNumber("exp").longValueExact());
        assertTrue(payload.getString("jti").matches("[0-9a-f]{40}"));
        JsonObject header = StrictJson.object("header", Bytes.utf8(part(issuer.sign(prepared, KEY), 0)));
        assertEquals(Set.of("alg", "kid", "typ", "x5c"), header.keySet());
        assertEquals(KEY.certificate(), certificate(header.getJsonArray("x5c").getString(0)));
    }

    @Test
    void namesTheCertificateByItsThumbprintWhereThePolicyLeavesItOut() throws Exception {
        TokenPayload prepared = issuer.prepare(CLAIMS, tpm(Duration.ofDays(1), true));
        JsonObject header = StrictJson.object("header", Bytes.utf8(part(issuer.sign(prepared, KEY), 0)));
        assertEquals(Set.of("alg", "kid", "typ", "x5t"), header.keySet());
        assertEquals(Bytes.copyOf(MessageDigest.getInstance("SHA-1").digest(KEY.certificate().getEncoded()))
                .toBase64Url(), header.getString("x5t"));
    }

    @Test
    void endsATokenAboutATpmWithWhatItRestsOn() {
        TokenTerms terms = new TokenTerms(ISSUER, AT, AT.plusSeconds(90), Optional.of(Duration.ofHours(8)),
                TokenForm.tpm(Duration.ofDays(4), false));
        assertEquals(AT.plusSeconds(90), terms.expiry());
    }

    private static TokenTerms tpm(Duration validity, boolean omitCertificate) {
        return new TokenTerms(ISSUER, AT, AT.plus(Duration.ofDays(400)), Optional.empty(),
                TokenForm.tpm(validity, omitCertificate));
    }

    private static X509Certificate certificate(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (CertificateException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void sortsMembersAndEscapesBeyondAscii() {
        String text = issuer.prepare(CLAIMS, terms(Duration.ofHours(1))).text();
        assertTrue(text.startsWith("{\"a\":\"\\u00e9\",\"exp\":"));
    }

    @Test
    void neverRepeatsATokensId() {
        TokenTerms terms = terms(Duration.ofHours(1));
        assertNotEquals(issuer.prepare(CLAIMS, terms).jti(), issuer.prepare(CLAIMS, terms).jti());
    }

    @Test
    void leavesADraftsTokenUnsecuredWithTheSameHeaderMembers() {
        String token = issuer.unsecured(issuer.prepare(CLAIMS, terms(Duration.ofHours(1))), KEY.kid());
        assertTrue(token.endsWith("."));
        assertEquals("{\"alg\":\"none\",\"jku\":\"" + ISSUER + "/certs\",\"kid\":\"" + KEY.kid()
                + "\",\"typ\":\"JWT\"}", part(token, 0));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("JW-11")
    void withholdsASignatureThatDoesNotVerify(SigningAlgorithm algorithm) {
        SigningKey key = new KeyMaker().make(ISSUER, algorithm, AT);
        SigningKey other = new KeyMaker().make(ISSUER, algorithm, AT);
        SigningKey faulty = new SigningKey(key.published(), other.privateKey());
        TokenPayload payload = issuer.prepare(CLAIMS, terms(Duration.ofHours(1)));
        assertThrows(SigningException.class, () -> issuer.sign(payload, faulty));
    }

    @Test
    @Tag("KM-07")
    void failsWhereTheProviderThatHoldsTheKeyIsGone() {
        SigningKey held = new SigningKey(KEY.published(), KEY.privateKey(), Optional.of("SunPKCS11-gone"));
        TokenPayload payload = issuer.prepare(CLAIMS, terms(Duration.ofHours(1)));
        assertThrows(SigningException.class, () -> issuer.sign(payload, held));
    }

    private static TokenTerms terms(Duration valid) {
        return new TokenTerms(ISSUER, AT, AT.plus(valid), Optional.empty());
    }

    private static JsonObject payload(TokenPayload payload) {
        return StrictJson.object("payload", Bytes.utf8(payload.text()));
    }

    private static String part(String token, int index) {
        return Base64Url.decode("part", token.split("\\.")[index]).asUtf8();
    }
}
