package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.service.AccessAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AU-02")
class TokenRequestTest {
    private static final String GRANT = "grant_type=client_credentials";

    @Test
    void takesTheCredentialsFromTheFormOrTheHeader() {
        TokenRequest expected = new TokenRequest("red.robot", "s:e+c ret");
        assertEquals(expected,
                read(List.of(), GRANT + "&client_id=red.robot&client_secret=s%3Ae%2Bc+ret&extra=1"));
        assertEquals(expected, read(List.of(basic("red.robot:s%3Ae%2Bc%20ret")), GRANT));
        assertEquals(expected, read(List.of(basic("red.robot:s:e%2Bc+ret")), GRANT + "&client_id=red.robot"));
    }

    /** As MSAL for Java posts it, with what it adds of its own. */
    @Test
    void takesTheFormOfAzuresClients() {
        assertEquals(new TokenRequest("red.robot", "secret"), read(List.of(), "client_id=red.robot&"
                + "scope=ours&grant_type=client_credentials&client_info=1&client_secret=secret"
                + "&x-client-SKU=MSAL.Java&x-client-VER=1.17.2&x-app-name=&claims=%7B%22access_token%22%3A%7B%7D%7D"));
        assertEquals(new TokenRequest("red.robot", "secret"),
                read(List.of(), "resource=https%3A%2F%2Fours&" + GRANT + "&client_id=red.robot&client_secret=secret"
                        + "&resource=https%3A%2F%2Fours&scope="));
    }

    @Test
    void namesTheErrorAsTheProtocolDoes() {
        String post = "&client_id=a&client_secret=b";
        refused("invalid_request", List.of(), "client_id=a&client_secret=b");
        refused("invalid_request", List.of(), "grant_type=" + post);
        refused("invalid_request", List.of(), GRANT + "&" + GRANT + post);
        refused("invalid_request", List.of(), GRANT + post + "&client_secret=c");
        refused("invalid_request", List.of(), GRANT + post + "%zz");
        refused("invalid_request", List.of(basic("a:b")), GRANT + post);
        refused("invalid_request", List.of(basic("a:b"), basic("a:b")), GRANT);
        refused("invalid_request", List.of(basic("a:b")), GRANT + "&client_id=c");
        refused("unsupported_grant_type", List.of(), "grant_type=password" + post);
        refused("invalid_scope", List.of(), GRANT + post + "&scope=x");
        refused("invalid_request", List.of(), GRANT + post + "&scope=ours&scope=ours");
        refused("invalid_target", List.of(), GRANT + post + "&resource=https%3A%2F%2Fother");
        refused("invalid_target", List.of(),
                GRANT + post + "&resource=https%3A%2F%2Fours&resource=https%3A%2F%2Fother");
        refused("invalid_client", List.of(), GRANT);
        refused("invalid_client", List.of(), GRANT + "&client_id=a");
        refused("invalid_client", List.of("Bearer a"), GRANT);
        refused("invalid_client", List.of("Basic %"), GRANT);
        refused("invalid_client", List.of(basic("ab")), GRANT);
    }

    @Test
    void neverShowsTheSecret() {
        assertFalse(read(List.of(), GRANT + "&client_id=a&client_secret=hidden").toString().contains("hidden"));
    }

    @Test
    void answersEachOutcomeUncached() {
        assertEquals(List.of(200, 401, 429, 503),
                List.of(new AccessAnswer.Granted("t", Duration.ofMinutes(15)), new AccessAnswer.Refused(),
                        new AccessAnswer.TooOften(Duration.ofMillis(1)), new AccessAnswer.Unavailable()).stream()
                        .map(TokenResource::answer).peek(answer -> {
                            assertEquals("no-store", answer.headers().get("Cache-Control"));
                            assertEquals("no-cache", answer.headers().get("Pragma"));
                        }).map(Answer::status).toList());
        assertEquals("Basic realm=\"assay\"",
                TokenResource.answer(new AccessAnswer.Refused()).headers().get("WWW-Authenticate"));
    }

    private static void refused(String code, List<String> authorization, String form) {
        assertEquals(code,
                assertThrows(TokenRequest.Refused.class, () -> read(authorization, form), form).code(), form);
    }

    private static TokenRequest read(List<String> authorization, String form) {
        return TokenRequest.read(authorization, Bytes.utf8(form),
                new TokenRequest.Names("ours"::equals, "https://ours"::equals));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
