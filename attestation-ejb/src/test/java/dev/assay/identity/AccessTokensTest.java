package dev.assay.identity;

import static dev.assay.identity.Forge.CLAIMS;
import static dev.assay.identity.Forge.HEADER;
import static dev.assay.identity.Forge.NOW;
import static dev.assay.identity.Forge.TOKENS;
import static dev.assay.identity.Forge.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.SigningKey;
import dev.assay.token.TokenIssuer;
import dev.assay.token.TokenTerms;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final String FIRST = HEADER.substring(0, HEADER.length() - 1);

    @Test
    void believesItsOwnTokens() {
        Caller tenants = Forge.verify(TOKENS.issue(Forge.KEY, Forge.client(Optional.of("red"), Role.AUDITOR), NOW),
                NOW);
        assertEquals(new Caller(Optional.of("red"), "red.robot", Forge.BASE + "/oauth2", Set.of(Role.AUDITOR)),
                tenants);
        Caller platforms = Forge.verify(
                TOKENS.issue(Forge.KEY, Forge.client(Optional.empty(), Role.PLATFORM_ADMINISTRATOR), NOW), NOW);
        assertEquals(true, platforms.platformAdministrator());
    }

    @Test
    void saysWhoseTokenAndOfWhichEpochItIs() {
        AccessTokens.Presented presented = TOKENS.verify(signed(HEADER, CLAIMS), NOW, kid -> Optional.of(Forge.KEY));
        assertEquals(new ClientId(Optional.of("red"), "robot"), presented.client());
        assertEquals(Forge.EPOCH, presented.epoch());
    }

    @Test
    @Tag("AU-02")
    void isNamedByItselfAndByWhatAzuresSdksName() {
        for (String ours : List.of("https://assay.example", "https://assay.example/", "https://assay.example/api",
                "https://attest.azure.net", "https://management.azure.com", "https://management.core.windows.net/")) {
            assertTrue(TOKENS.isNamedBy(ours), ours);
            assertTrue(TOKENS.isScopeOf(ours + "/.default"), ours);
            assertTrue(TOKENS.isScopeOf(ours + "/.default openid profile offline_access"), ours);
        }
        for (String other : List.of("", "https://assay.example.evil.example", "https://assay.example/other",
                "https://vault.azure.net", "http://assay.example", "https://assay.example///")) {
            assertFalse(TOKENS.isNamedBy(other), other);
            assertFalse(TOKENS.isScopeOf(other + "/.default"), other);
            assertFalse(TOKENS.isScopeOf("https://assay.example/.default " + other + "/.default"), other);
        }
    }

    /** Else the tables below would show nothing. */
    @Test
    void believesWhatTheForgeryTestsStartFrom() {
        assertEquals("red.robot", Forge.verify(signed(HEADER, CLAIMS), NOW).subject());
    }

    @ParameterizedTest
    @Tag("JW-03")
    @ValueSource(strings = {"\"crit\":[\"exp\"]", "\"b64\":false", "\"zip\":\"DEF\"", "\"jwk\":{\"kty\":\"EC\"}",
            "\"jku\":\"https://evil.example/certs\"", "\"x5u\":\"https://evil.example/chain\"", "\"x5c\":[\"AA\"]",
            "\"x5t\":\"AA\"", "\"cty\":\"JWT\"", "\"alg\":\"ES256\"", "\"kid\":\"the-kid\"", "\"typ\":\"at+jwt\""})
    void refusesAnyFurtherHeaderMember(String member) {
        refused(signed(FIRST + "," + member + "}", CLAIMS));
    }

    @ParameterizedTest
    @Tag("JW-02")
    @ValueSource(strings = {"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"the-kid\"}",
            "{\"alg\":\"ES256\",\"typ\":\"application/at+jwt\",\"kid\":\"the-kid\"}",
            "{\"alg\":\"ES256\",\"kid\":\"the-kid\"}", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
            "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"other\"}",
            "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":7}",
            "{\"alg\":\"es256\",\"typ\":\"at+jwt\",\"kid\":\"the-kid\"}",
            "[]", "null", "\"x\"", ""})
    void refusesAnotherHeader(String header) {
        refused(signed(header, CLAIMS));
    }

    @Test
    @Tag("JW-02")
    void refusesTheAlgorithmNone() {
        for (String none : Set.of("none", "None", "NONE", "nOnE")) {
            String text = Bytes.utf8(HEADER.replace("ES256", none)).toBase64Url() + "."
                    + Bytes.utf8(CLAIMS).toBase64Url() + ".";
            refused(text);
            refused(text + "AA");
        }
        refused(signed(HEADER, CLAIMS).replaceAll("[^.]+$", ""));
    }

    @Test
    @Tag("JW-02")
    void refusesAnHmacKeyedWithThePublicKey() {
        refused(Forge.hmac(HEADER.replace("ES256", "HS256"), CLAIMS, Forge.KEY.publicKey()));
        refused(Forge.hmac(HEADER, CLAIMS, Forge.KEY.publicKey()));
    }

    @Test
    void refusesAnotherKeyOfTheSameName() {
        refused(signed(HEADER, CLAIMS, Forge.key("the-kid").privateKey()));
    }

    @Test
    @Tag("AU-01")
    void refusesAttestationTokens() {
        SigningKey key = new KeyMaker().make(Forge.BASE, NOW);
        TokenIssuer issuer = new TokenIssuer();
        refused(issuer.sign(issuer.prepare(JsonValue.EMPTY_JSON_OBJECT,
                new TokenTerms(Forge.BASE, NOW, NOW.plusSeconds(900), Optional.empty())), key));
        refused(signed(HEADER.replace("ES256", "RS256"), CLAIMS, key.privateKey()));
    }

    @Test
    void refusesAChangedOctet() {
        String token = signed(HEADER, CLAIMS);
        int dot = token.lastIndexOf('.');
        refused(token.substring(0, dot + 5) + (token.charAt(dot + 5) == 'A' ? 'B' : 'A') + token.substring(dot + 6));
        refused(token.substring(0, dot) + ".A" + "A".repeat(85));
        refused(token + "=");
        refused(token + ".AA");
        refused(" " + token);
    }

    static Stream<String> payloads() {
        return Stream.of(with("\"iss\":\"https://assay.example/oauth2\"", "\"iss\":\"https://assay.example\""),
                with("\"iss\":\"https://assay.example/oauth2\"", "\"iss\":\"https://assay.example/oauth2/\""),
                with("\"aud\":\"https://assay.example/api\"", "\"aud\":\"https://assay.example\""),
                with("\"aud\":\"https://assay.example/api\"",
                        "\"aud\":[\"https://assay.example/api\",\"https://evil.example\"]"),
                with("\"aud\":\"https://assay.example/api\",", ""),
                with("\"jti\":\"1\"", "\"jti\":\"1\",\"jti\":\"1\""),
                with("\"jti\":\"1\"", "\"jti\":\"1\",\"tenant\":\"blue\""), with(",\"jti\":\"1\"", ""),
                with("\"tenant\":\"red\"", "\"tenant\":\"blue\""), with("\"tenant\":\"red\",", ""),
                with("\"tenant\":\"red\"", "\"tenant\":null"),
                with("\"client_id\":\"red.robot\"", "\"client_id\":\"blue.robot\""),
                with("[\"auditor\"]", "[\"platform-administrator\"]"), with("[\"auditor\"]", "[\"god\"]"),
                with(",\"epoch\":\"" + Forge.EPOCH + "\"", ""), with(Forge.EPOCH.toString(), "1"),
                with("\"" + Forge.EPOCH + "\"", "1"), with("[\"auditor\"]", "[7]"),
                with("[\"auditor\"]", "\"auditor\""),
                with("\"roles\":[\"auditor\"],", ""), with("\"exp\":", "\"exp\":1e99,\"x\":"),
                with("\"exp\":", "\"exp\":\"9\",\"x\":"), with("\"exp\":", "\"x\":"), with("\"iat\":", "\"x\":"),
                with("\"jti\":\"1\"", "\"jti\":\"1\",\"nbf\":" + (NOW.getEpochSecond() + 61)), "[]", "{}", "7",
                CLAIMS + "{}", CLAIMS.replaceAll("red", "red\\\\ud800"));
    }

    private static String with(String part, String other) {
        String changed = CLAIMS.replace(part, other);
        if (changed.equals(CLAIMS))
            throw new IllegalArgumentException(part + " is not in the claims");
        return changed;
    }

    @ParameterizedTest
    @MethodSource("payloads")
    @Tag("JW-05")
    void refusesOtherClaimsThoughSigned(String payload) {
        refused(signed(HEADER, payload));
    }

    @Test
    @Tag("JW-05")
    void believesWithinAMinuteAroundItsTimeAndNoLonger() {
        String token = signed(HEADER, CLAIMS);
        Forge.verify(token, NOW.minusSeconds(60));
        Forge.verify(token, NOW.plusSeconds(900 + 59));
        assertThrows(TokenRefusedException.class, () -> Forge.verify(token, NOW.minusSeconds(61)));
        assertThrows(TokenRefusedException.class, () -> Forge.verify(token, NOW.plusSeconds(900 + 60)));
    }

    @Test
    void refusesATokenThatLivesTooLong() {
        refused(signed(HEADER, CLAIMS.replace(Long.toString(NOW.getEpochSecond() + 900),
                Long.toString(NOW.plus(Duration.ofMinutes(16)).getEpochSecond()))));
    }

    @Test
    @Tag("DO-01")
    void refusesLargeTokensBeforeReadingThem() {
        refused(signed(HEADER, CLAIMS.replace("\"jti\":\"1\"", "\"jti\":\"" + "1".repeat(17 << 10) + "\"")));
        refused(signed(HEADER.replace("the-kid", "k".repeat(1 << 20)), CLAIMS));
    }

    private static void refused(String token) {
        assertThrows(TokenRefusedException.class, () -> Forge.verify(token, NOW));
    }
}
