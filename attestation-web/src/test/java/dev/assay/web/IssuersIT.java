package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built archive in Payara Micro, from outside: a tenant's issuers, and attestation for identified callers. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class IssuersIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String JSON = "application/json";
    private static final String SECRET = "a-secret-of-the-tenants-client";
    private static final String QUOTE = "{\"quote\":\"AAAA\"}";

    @ArquillianResource
    private URI base;
    private Wire wire;
    private String admin;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(base);
        admin = bearer("platform-admin", DatabaseFirst.ADMIN_SECRET);
    }

    @Test
    void storesChangesAndTakesAwayAnIssuer() throws Exception {
        make("cyan");
        String path = TENANTS + "/cyan/issuers/idp";
        HttpResponse<String> made = send("PUT", path, issuer("https://login.invalid/a"), admin);
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("\"1\"", header(made, "ETag"));
        assertEquals(200, send("PUT", path, issuer("https://login.invalid/a"), admin).statusCode());
        assertEquals(428, send("PUT", path, issuer("https://login.invalid/b"), admin).statusCode());
        assertEquals(412,
                send("PUT", path, issuer("https://login.invalid/b"), admin, "If-Match", "\"9\"").statusCode());
        HttpResponse<String> changed = send("PUT", path, issuer("https://login.invalid/b"), admin, "If-Match",
                "\"1\"");
        assertEquals("\"2\"", header(changed, "ETag"), changed.body());
        assertEquals(1, Wire.json(send("GET", TENANTS + "/cyan/issuers", null, admin)).getJsonArray("issuers").size());
        HttpResponse<String> tested = send("POST", path + ":test", "", admin);
        assertFalse(Wire.json(tested).getBoolean("reached"), tested.body());
        assertEquals(400, send("PUT", path, issuer("http://login.invalid"), admin).statusCode());
        assertEquals(400, send("PUT", path, issuer("https://assay.example/t/cyan"), admin).statusCode());
        assertEquals(204, send("DELETE", path, null, admin).statusCode());
        assertEquals(404, send("GET", path, null, admin).statusCode());
    }

    @Test
    @Tag("AU-05")
    void attestsForIdentifiedCallersOnlyWhereTheTenantSaysSo() throws Exception {
        make("gray");
        DatabaseFirst.update("UPDATE assay.tenant SET authenticated_types = ? WHERE name = ?", "SgxEnclave", "gray");
        DatabaseFirst.addClient("gray", "reader", "attestation-reader", SECRET);
        DatabaseFirst.addClient("gray", "keys", "key-administrator", SECRET);
        make("grey");
        DatabaseFirst.addClient("grey", "reader", "attestation-reader", SECRET);
        String path = "/t/gray/attest/SgxEnclave?api-version=2020-10-01";
        for (String token : List.of("", bearer("gray.keys", SECRET), bearer("grey.reader", SECRET), admin)) {
            HttpResponse<String> refused = send("POST", path, QUOTE, token);
            assertEquals(401, refused.statusCode(), refused.body());
            assertEquals("Unauthorized", Wire.code(refused));
            assertTrue(header(refused, "WWW-Authenticate").startsWith("Bearer"));
        }
        assertEquals("InvalidQuote", Wire.code(send("POST", path, QUOTE, bearer("gray.reader", SECRET))));
        assertEquals("InvalidQuote", Wire.code(send("POST", path.replace("/gray/", "/grey/"), QUOTE, "")));
        assertEquals("InvalidQuote", Wire.code(send("POST", path.replace("SgxEnclave", "OpenEnclave"),
                QUOTE.replace("quote", "report"), "")));
    }

    private void make(String tenant) throws Exception {
        HttpResponse<String> made = send("POST", TENANTS, "{\"name\":\"" + tenant + "\"}", admin);
        assertEquals(201, made.statusCode(), made.body());
    }

    private static String issuer(String url) {
        return "{\"issuer\":\"" + url + "\",\"audiences\":[\"a\"],"
                + "\"roles\":[{\"claim\":\"roles\",\"value\":\"x\",\"role\":\"auditor\"}]}";
    }

    private HttpResponse<String> send(String method, String path, String body, String token, String... more)
            throws Exception {
        List<String> headers = new java.util.ArrayList<>(List.of(more));
        if (body != null)
            headers.addAll(List.of("Content-Type", JSON));
        if (!token.isEmpty())
            headers.addAll(List.of("Authorization", token));
        return wire.send(method, path, body, headers.toArray(String[]::new));
    }

    private String bearer(String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return "Bearer " + Wire.json(wire.post("/oauth2/token", "grant_type=client_credentials", "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic)).getString("access_token");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
