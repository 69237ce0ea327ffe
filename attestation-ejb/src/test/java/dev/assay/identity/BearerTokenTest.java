package dev.assay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    private static final TestIssuer ISSUER = TestIssuer.at("https://login.example/realms/red");
    private static final Instant NOW = TestIssuer.NOW;

    /** Else the table below would show nothing. */
    @Test
    void believesWhatTheAttacksStartFrom() {
        assertEquals(new Caller(Optional.of("red"), "alice", ISSUER.url(),
                Set.of(Role.AUDITOR, Role.ATTESTATION_READER)), verify(ISSUER.token()));
    }

    @TestFactory
    @Tag("JW-01")
    @Tag("JW-02")
    @Tag("JW-03")
    @Tag("JW-04")
    @Tag("JW-05")
    @Tag("AU-02")
    Stream<DynamicTest> refusesEveryAttack() {
        return new BearerAttacks(ISSUER, "https://canary.example/").all().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.getKey(), () -> refused(attack.getValue())));
    }

    @ParameterizedTest
    @Tag("JW-01")
    @CsvSource({"RS256,SHA256withRSA", "RS384,SHA384withRSA", "RS512,SHA512withRSA"})
    void takesTheAlgorithmsOfTheList(String name, String signature) {
        verify(ISSUER.signed(signature, ISSUER.header().replace("RS256", name), ISSUER.claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "application/at+jwt", "AT+JWT"})
    void takesATokenByItsType(String typ) {
        verify(ISSUER.signed(ISSUER.header().replace("at+jwt", typ), ISSUER.claims()));
    }

    /** As Entra ID makes them: x5t in the header, no claim typ, appid for the client. */
    @ParameterizedTest
    @ValueSource(strings = {"\"appid\":\"6731\",\"appidacr\":\"1\"", "\"azp\":\"6731\",\"azpacr\":\"1\"",
            "\"client_id\":\"6731\",\"scope\":\"openid\""})
    void takesAPlainTokenThatShowsItIsNoIdToken(String members) {
        String claims = ISSUER.claims().replace("\"azp\":\"portal\",\"typ\":\"Bearer\",\"scp\":\"x attest.read\"",
                members);
        verify(ISSUER.signed("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"the-kid\",\"x5t\":\"the-kid\"}", claims));
    }

    @Test
    @Tag("AU-02")
    void takesTokensOfTheClientsNamedOnly() {
        assertEquals("alice", verify(ISSUER.token(), ISSUER.trusted(Set.of("portal", "x"))).subject());
        assertThrows(TokenRefusedException.class, () -> verify(ISSUER.token(), ISSUER.trusted(Set.of("x"))));
        String nobody = ISSUER.signed(ISSUER.header(), ISSUER.claims().replace("\"azp\":\"portal\",", ""));
        assertEquals("alice", verify(nobody).subject());
        assertThrows(TokenRefusedException.class, () -> verify(nobody, ISSUER.trusted(Set.of("x"))));
    }

    @Test
    @Tag("AU-02")
    void believesWithinAMinuteAroundItsTimeAndNoLonger() {
        at(NOW.minusSeconds(60));
        at(NOW.plusSeconds(300 + 59));
        assertThrows(TokenRefusedException.class, () -> at(NOW.minusSeconds(61)));
        assertThrows(TokenRefusedException.class, () -> at(NOW.plusSeconds(300 + 60)));
    }

    @Test
    @Tag("AU-01")
    void refusesATokenOfAnotherIssuerWithAnEqualKeyName() {
        TestIssuer other = TestIssuer.at("https://login.example/realms/blue");
        assertThrows(TokenRefusedException.class,
                () -> BearerToken.read(other.token()).verify(ISSUER.trusted(), ISSUER.keys(), "red", NOW));
        assertThrows(TokenRefusedException.class,
                () -> BearerToken.read(other.token()).verify(ISSUER.trusted(), other.keys(), "red", NOW));
        assertThrows(TokenRefusedException.class,
                () -> BearerToken.read(ISSUER.token()).verify(ISSUER.trusted(), other.keys(), "red", NOW));
    }

    @Test
    void givesNoRoleThatNoRuleGives() {
        String claims = ISSUER.claims().replace("x attest.read", "attest.reader")
                .replace("[\"assay-auditor\"]", "[\"Assay-auditor\",{\"assay-auditor\":1},\"assay-auditor x\"]");
        assertEquals(Set.of(), verify(ISSUER.signed(ISSUER.header(), claims)).roles());
    }

    @Test
    void findsAClaimByItsPointer() {
        RoleRule rule = new RoleRule("/https:~1~1x.example~1roles", "a", Role.AUDITOR);
        assertTrue(rule.gives(dev.assay.json.StrictJson.object("claims",
                Bytes.utf8("{\"https://x.example/roles\":[\"a\"]}"))));
    }

    @Test
    void refusesRulesThatGiveWhatIsNotTheTenants() {
        assertThrows(IllegalArgumentException.class, () -> new RoleRule("roles", "a", Role.PLATFORM_ADMINISTRATOR));
        for (String claim : List.of("", "a..b", ".a", "a b", "a/b\n", "/"))
            assertThrows(IllegalArgumentException.class, () -> new RoleRule(claim, "a", Role.AUDITOR), claim);
    }

    @ParameterizedTest
    @Tag("AU-03")
    @ValueSource(strings = {"http://login.example", "https://", "login.example", "https://a@login.example",
            "https://login.example/?a=b", "https://login.example/#a", "file:///etc/passwd", "https://login.example /x",
            "jar:https://login.example!/"})
    void refusesAnIssuerThatIsNoHttpsPlace(String url) {
        assertThrows(IllegalArgumentException.class, () -> new TrustedIssuer("idp", url, Optional.empty(),
                ISSUER.trusted().acceptance()));
    }

    private static void at(Instant at) {
        BearerToken.read(ISSUER.token()).verify(ISSUER.trusted(), ISSUER.keys(), "red", at);
    }

    private static Caller verify(String token) {
        return verify(token, ISSUER.trusted());
    }

    private static Caller verify(String token, TrustedIssuer issuer) {
        return BearerToken.read(token).verify(issuer, ISSUER.keys(), "red", NOW);
    }

    private static void refused(String token) {
        assertThrows(TokenRefusedException.class, () -> verify(token));
    }
}
