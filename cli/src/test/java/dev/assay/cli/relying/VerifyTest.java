package dev.assay.cli.relying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.ExitCode;
import dev.assay.cli.Run;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VerifyTest {
    private TestIssuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = new TestIssuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Run verify(String token) {
        return Run.of("verify", token, "--issuer", issuer.url());
    }

    private void refuses(String token, String why) {
        Run run = verify(token);
        assertEquals(ExitCode.REFUSED, run.code(), run.err());
        assertTrue(run.err().lines().toList().getLast().startsWith("Refused: ") && run.err().contains(why), run.err());
        assertEquals("", run.out());
    }

    private void cannotTell(String why) throws Exception {
        Run run = verify(issuer.token());
        assertEquals(ExitCode.COULD_NOT_TELL, run.code(), run.err());
        assertTrue(run.err().contains("Could not tell: ") && run.err().contains(why), run.err());
        assertEquals("", run.out());
    }

    @Test
    void printsTheClaimsAndOneSentencePerCheckThatHeld() throws Exception {
        Run run = verify(issuer.token());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("\"x-ms-ver\": \"1.0\""), run.out());
        assertEquals(java.util.List.of("Metadata", "Key", "Signature", "Times", "Issuer"),
                run.err().lines().map(line -> line.substring(0, line.indexOf(':'))).toList());
    }

    @Test
    void readsTheTokenFromStandardInput() throws Exception {
        Run run = Run.withInput(issuer.token() + "\n", "verify", "-", "--issuer", issuer.url() + "/");
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void acceptsAKeyThatHasOnlyACertificate() throws Exception {
        issuer.publishKey("{\"kid\":\"k1\",\"kty\":\"RSA\",\"x5c\":[\"%s\"]}".formatted(
                TestIssuer.certificate(issuer.keys)));
        assertEquals(0, verify(issuer.token()).code());
    }

    @Tag("JW-01")
    @Test
    void rejectsASignatureByAnotherKey() throws Exception {
        KeyPair other = TestIssuer.rsa();
        refuses(issuer.token(issuer.claims(), jws -> jws.setKey(other.getPrivate())), "not by the issuer's key");
    }

    @Test
    void rejectsAnAlteredPayload() throws Exception {
        String[] parts = issuer.token().split("\\.");
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(
                issuer.claims().replace("1.0", "9.0").getBytes(StandardCharsets.UTF_8));
        refuses(parts[0] + "." + payload + "." + parts[2], "not by the issuer's key");
    }

    @Test
    void rejectsAnUnsecuredToken() throws Exception {
        refuses(issuer.token(issuer.claims(), jws -> {
            jws.setAlgorithmHeaderValue("none");
            jws.setKey(null);
        }), "not signed");
    }

    @Test
    void rejectsTheSignedTokensTextWithItsAlgorithmTurnedToNone() throws Exception {
        String header = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"nOnE\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8));
        refuses(header + issuer.token().substring(issuer.token().indexOf('.')), "not signed");
    }

    @Test
    void rejectsAMacUnderThePublicKey() throws Exception {
        refuses(issuer.token(issuer.claims(), jws -> {
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey(issuer.keys.getPublic().getEncoded()));
        }), "alg is none of ES256, PS256, RS256");
    }

    @Test
    void rejectsAnAlgorithmThatDoesNotFitTheIssuersKey() throws Exception {
        String header = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"ES256\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8));
        refuses(header + issuer.token().substring(issuer.token().indexOf('.')), "signature");
    }

    @Test
    void rejectsATokenWhoseHeaderBringsItsOwnKey() throws Exception {
        KeyPair own = TestIssuer.rsa();
        refuses(issuer.token(issuer.claims(), jws -> {
            jws.setKey(own.getPrivate());
            jws.setHeader("x5c", java.util.List.of(certificate(own)));
        }), "not by the issuer's key");
    }

    @Test
    void rejectsAKeySetHintThatLeadsElsewhere() throws Exception {
        refuses(issuer.token(issuer.claims(), jws -> jws.setHeader("jku", "https://evil.example/certs")), "jku");
    }

    @Test
    void acceptsAKeySetHintThatIsTheIssuersOwn() throws Exception {
        assertEquals(0, verify(issuer.token(issuer.claims(),
                jws -> jws.setHeader("jku", issuer.url() + "/certs"))).code());
    }

    @Test
    void rejectsAnExpiredTokenAfterSixtySecondsAndNotBefore() throws Exception {
        String claims = issuer.claims().replace("\"exp\":" + (TestIssuer.AT.getEpochSecond() + 3600),
                "\"exp\":" + (TestIssuer.AT.getEpochSecond() - 60));
        refuses(issuer.token(claims, jws -> {}), "expired at 2026-11-24T11:59:00Z");
        Run justBefore = Run.of("verify", issuer.token(claims, jws -> {}), "--issuer", issuer.url(), "--at",
                Instant.ofEpochSecond(TestIssuer.AT.getEpochSecond() - 1).toString());
        assertEquals(0, justBefore.code(), justBefore.err());
    }

    @Test
    void rejectsATokenFromTheFuture() throws Exception {
        Run run = Run.of("verify", issuer.token(), "--issuer", issuer.url(), "--at", "2026-11-24T11:58:59Z");
        assertEquals(ExitCode.REFUSED, run.code());
        assertTrue(run.err().contains("not to be used before"), run.err());
    }

    @Test
    void rejectsATokenWithoutAnEnd() throws Exception {
        refuses(issuer.token("{\"iss\":\"" + issuer.url() + "\"}", jws -> {}), "exp is missing");
    }

    @Test
    void rejectsAnotherIssuersToken() throws Exception {
        refuses(issuer.token(issuer.claims().replace("/t/demo", "/t/other"), jws -> {}), "iss is not exactly");
    }

    @Test
    void rejectsAClaimGivenTwice() throws Exception {
        refuses(issuer.token(issuer.claims().replace("{", "{\"iss\":\"x\","), jws -> {}), "occurs twice");
    }

    @Test
    void rejectsAKeyIdTheIssuerDoesNotHave() throws Exception {
        refuses(issuer.token(issuer.claims(), jws -> jws.setKeyIdHeaderValue("k2")), "no key with the token's kid");
    }

    @Test
    void rejectsAKeyIdTheIssuerHasTwice() throws Exception {
        String key = "{\"kid\":\"k1\",\"kty\":\"RSA\"" + TestIssuer.members(issuer.keys) + "}";
        issuer.publishKey(key, key);
        refuses(issuer.token(), "several keys");
    }

    @Test
    void rejectsAKeyWhoseCertificateIsForAnother() throws Exception {
        issuer.publishKey("{\"kid\":\"k1\",\"kty\":\"RSA\",\"x5c\":[\"%s\"]%s}".formatted(
                TestIssuer.certificate(TestIssuer.rsa()), TestIssuer.members(issuer.keys)));
        refuses(issuer.token(), "another key than its public members");
    }

    @Test
    void rejectsMetadataThatNamesAnotherIssuer() throws Exception {
        issuer.publishMetadata("https://other.example", issuer.url() + "/certs");
        refuses(issuer.token(), "names another issuer");
    }

    @Test
    void rejectsAKeySetThatIsNotUnderTheIssuersUrl() throws Exception {
        issuer.publishMetadata(issuer.url(), issuer.url() + "-evil/certs");
        refuses(issuer.token(), "leads away");
        issuer.publishMetadata(issuer.url(), issuer.url() + "/../certs");
        refuses(issuer.token(), "not a plain URL");
    }

    @Test
    void rejectsWhatIsNoToken() {
        refuses("hello", "three parts");
        refuses("a.b.c", "malformed");
    }

    @Test
    void cannotTellWhereTheIssuerRedirects() throws Exception {
        issuer.redirect("/t/demo/certs", issuer.url() + "/elsewhere");
        cannotTell("redirects are not followed");
    }

    @Test
    void cannotTellWhereTheKeySetIsHuge() throws Exception {
        issuer.publish("/t/demo/certs", 200, "{\"keys\":[]" + " ".repeat(1 << 20) + "}");
        cannotTell("more than 1 MiB");
    }

    @Test
    void cannotTellWhereTheIssuerIsOutOfOrder() throws Exception {
        issuer.publish("/t/demo/certs", 503, "{}");
        cannotTell("answered 503");
        issuer.publish("/t/demo/certs", 200, "<html>");
        cannotTell("other than a JSON object");
    }

    @Test
    void cannotTellWhereNothingListens() throws Exception {
        String token = issuer.token();
        issuer.close();
        Run run = verify(token);
        assertEquals(ExitCode.COULD_NOT_TELL, run.code(), run.err());
        assertTrue(run.err().contains("is the service running"), run.err());
    }

    private static String certificate(KeyPair keys) {
        try {
            return TestIssuer.certificate(keys);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
