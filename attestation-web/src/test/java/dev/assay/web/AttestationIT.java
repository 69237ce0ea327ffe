package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
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

/** The built archive in Payara Micro, from outside: what a client meets before and around a verdict. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AttestationIT {
    private static final String SGX = "/attest/SgxEnclave?api-version=2020-10-01";
    private static final String OPEN_ENCLAVE = "/attest/OpenEnclave?api-version=2022-08-01";
    private static final String DATA = "held by the enclave";
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final int MEBIBYTE = 1 << 20;

    @ArquillianResource
    private URI base;
    private Wire wire;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() {
        wire = new Wire(base);
    }

    @Test
    void routesWithoutCaseAndWithSurplusSlashes() throws Exception {
        for (String path : List.of(SGX, "//attest/sgxenclave?API-VERSION=2020-10-01",
                "/ATTEST//SGXENCLAVE/?api-version=2025-06-01", "/T/Default-2/attest/sgxEnclave?api-version=2022-08-01",
                "/%61ttest/SgxEnclave?api-version=2023-04-01-preview")) {
            HttpResponse<String> answer = wire.post(path, "{}", TYPE, JSON);
            assertEquals(400, answer.statusCode(), path);
            assertEquals("InvalidParameter", Wire.code(answer), path);
            assertTrue(answer.body().contains("quote: is missing"), path);
        }
    }

    @Test
    void answersEveryMistakeInTheProtocolsBody() throws Exception {
        assertAll(() -> refused(404, "NotFound", wire.get("/")), //
                () -> refused(404, "NotFound", wire.get("/nothing/here")),
                () -> refused(404, "NotFound", wire.get("/t/default/certs")),
                () -> refused(404, "NotFound", wire.get("/attest%2FSgxEnclave")),
                () -> refused(404, "NotFound", wire.get("/WEB-INF/web.xml")),
                () -> refused(404, "NotFound", wire.get("/application.wadl")),
                () -> refused(404, "NotFound", wire.get("/.container-error")),
                () -> refused(404, "NotFound", wire.post("/attest/sgx?api-version=2020-10-01", "{}", TYPE, JSON)),
                () -> refused(404, "NotFound", wire.post("/attest/TdxVm?api-version=2020-10-01", "{}", TYPE, JSON)),
                () -> refused(405, "MethodNotAllowed", wire.get(SGX)),
                () -> refused(405, "MethodNotAllowed", wire.send("DELETE", "/certs", null)),
                () -> refused(415, "UnsupportedMediaType", wire.post(SGX, "{}")),
                () -> refused(415, "UnsupportedMediaType", wire.post(SGX, "quote=AA", TYPE,
                        "application/x-www-form-urlencoded")),
                () -> refused(415, "UnsupportedMediaType", wire.post(SGX, "{}", TYPE, JSON + "; charset=utf-16")),
                () -> refused(415, "UnsupportedMediaType", wire.post(SGX, "{}", TYPE, JSON, "Content-Encoding",
                        "gzip")),
                () -> refused(400, "MissingApiVersionParameter", wire.post("/attest/SgxEnclave", "{}", TYPE, JSON)),
                () -> refused(400, "UnsupportedApiVersion", wire.post("/attest/SgxEnclave?api-version=2018-09-02",
                        "{}", TYPE, JSON)),
                () -> refused(400, "UnsupportedApiVersion", wire.get("/certs?api-version=1")),
                () -> refused(400, "InvalidParameter", wire.post(SGX, "", TYPE, JSON)),
                () -> refused(400, "InvalidParameter", wire.post(SGX, "{\"quote\":\"A+\"}", TYPE, JSON)),
                () -> refused(400, "InvalidParameter", wire.post(SGX, "{\"quote\":\"AA\",\"Quote\":\"AA\"}", TYPE,
                        JSON)));
    }

    @Test
    void namesTheMethodsAPathTakes() throws Exception {
        assertTrue(wire.get(SGX).headers().firstValue("Allow").orElse("").contains("POST"));
    }

    @Test
    @Tag("DO-01")
    void refusesADeclaredLengthBeyondTheLimitBeforeAnyOfItArrives() throws Exception {
        String seen = wire.raw(head("Content-Length: " + (10 * MEBIBYTE)), "RequestBodyTooLarge\",");
        assertTrue(seen.startsWith("HTTP/1.1 413"), seen);
        assertTrue(seen.contains("x-ms-request-id: 00-"), seen);
    }

    @Test
    @Tag("DO-01")
    void refusesAChunkedBodyAtTheLimitWithoutTheRest() throws Exception {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        String seen = wire.raw(head("Transfer-Encoding: chunked") + chunk.repeat(17), "RequestBodyTooLarge\",");
        assertTrue(seen.startsWith("HTTP/1.1 413"), seen);
    }

    @Test
    void takesABodyOfExactlyTheLimit() throws Exception {
        String body = "{}" + " ".repeat(MEBIBYTE - 2);
        refused(400, "InvalidParameter", wire.post(SGX, body, TYPE, JSON));
        refused(413, "RequestBodyTooLarge", wire.post(SGX, body + " ", TYPE, JSON));
    }

    @Test
    void carriesTheCallersIdsBack() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        HttpResponse<String> answer = wire.get("/nothing", "traceparent", "00-" + trace + "-b7ad6b7169203331-01",
                "x-ms-client-request-id", "call 7");
        assertTrue(header(answer, "x-ms-request-id").matches("00-" + trace + "-[0-9a-f]{16}-00"));
        assertEquals("call 7", header(answer, "x-ms-client-request-id"));
        assertEquals("", header(wire.get("/nothing", "x-ms-client-request-id", "a".repeat(129)),
                "x-ms-client-request-id"));
    }

    @Test
    void everyAnswerHasTheCommonHeaders() throws Exception {
        for (String path : List.of("/nothing", "/certs", "/admin/status", "/admin/nothing", SGX)) {
            HttpResponse<String> answer = wire.get(path);
            assertTrue(header(answer, "x-ms-request-id").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"), path);
            assertFalse(header(answer, "x-ms-maa-service-version").isEmpty(), path);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), path);
            assertEquals("", header(answer, "Server") + header(answer, "X-Powered-By"), path);
            assertEquals("", header(answer, "Set-Cookie"), path);
        }
    }

    @Test
    void letsEveryOriginReadMetadataAndNothingElse() throws Exception {
        assertEquals("*", header(wire.get("/certs"), "Access-Control-Allow-Origin"));
        assertEquals("*", header(wire.get("/.well-known/openid-configuration"), "Access-Control-Allow-Origin"));
        assertEquals("", header(wire.post(SGX, "{}", TYPE, JSON), "Access-Control-Allow-Origin"));
    }

    @Test
    void publishesEachTenantsKeysAndMetadata() throws Exception {
        for (String tenant : List.of("", "/t/demo")) {
            JsonObject key = Wire.json(wire.get(tenant + "/certs")).getJsonArray("keys").getJsonObject(0);
            assertTrue(key.keySet().containsAll(List.of("kid", "kty", "x5c")), key.keySet().toString());
            JsonObject openId = Wire.json(wire.get(tenant + "/.well-known/openid-configuration"));
            assertEquals("https://assay.example" + tenant, openId.getString("issuer"));
            assertEquals("https://assay.example" + tenant + "/certs", openId.getString("jwks_uri"));
        }
        refused(404, "TenantNotFound", wire.get("/t/nobody/certs"));
        refused(404, "TenantNotFound", wire.post("/t/nobody" + SGX, "{\"quote\":\"AA\"}", TYPE, JSON));
    }

    @Test
    void attestsAnEmulatedEnclaveWithATokenTheTenantsCertificateVerifies() throws Exception {
        HttpResponse<String> answer = wire.post("/t/demo" + SGX, body("quote", quote(), DATA), TYPE, JSON);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("no-store", header(answer, "Cache-Control"));
        String token = Wire.json(answer).getString("token");
        assertTrue(isSignedBy(wire.get("/t/demo/certs"), token));
        assertFalse(isSignedBy(wire.get("/certs"), token));
        JsonObject claims = StrictJson.object("token", Base64Url.decode("payload", token.split("\\.")[1]));
        assertEquals("https://assay.example/t/demo", claims.getString("iss"));
        assertTrue(claims.containsKey("assay-nonvendor-anchor"), claims.keySet().toString());
        assertEquals(DATA, Base64Url.decode("ehd", claims.getString("x-ms-sgx-ehd")).asUtf8());
    }

    @Test
    void refusesEvidenceWithItsReasonInside() throws Exception {
        Octets quote = quote();
        assertAll(
                () -> reason("InvalidQuote", "quote-signature-invalid",
                        wire.post("/t/demo" + SGX, body("quote", quote.flipped(112), DATA), TYPE, JSON)),
                () -> reason("InvalidQuote", "root-not-trusted",
                        wire.post(SGX, body("quote", quote, DATA), TYPE, JSON)),
                () -> reason("InvalidParameter", "runtime-data-mismatch",
                        wire.post("/t/demo" + SGX, body("quote", quote, "other"), TYPE, JSON)),
                () -> reason("InvalidQuote", "evidence-malformed",
                        wire.post(SGX, body("quote", quote.slice(0, 100), DATA), TYPE, JSON)));
    }

    @Test
    void saysWhereEvidenceOfAnotherTypeBelongs() throws Exception {
        String unwrapped = body("report", quote(), DATA);
        HttpResponse<String> answer = wire.post("/t/demo" + OPEN_ENCLAVE, unwrapped, TYPE, JSON);
        reason("InvalidQuote", "evidence-type-mismatch", answer);
        assertTrue(answer.body().contains("/attest/SgxEnclave as quote"), answer.body());
        HttpResponse<String> wrapped = wire.post("/t/demo" + SGX, body("quote", report(), DATA), TYPE, JSON);
        reason("InvalidQuote", "evidence-type-mismatch", wrapped);
        assertTrue(wrapped.body().contains("/attest/OpenEnclave as report"), wrapped.body());
        assertEquals(200, wire.post("/t/demo" + OPEN_ENCLAVE, body("report", report(), DATA), TYPE, JSON).statusCode());
    }

    @Test
    void tellsADraftThatDoesNotParseFromBadEvidence() throws Exception {
        String draft = "eyJhbGciOiJub25lIn0." + Bytes.utf8("{\"AttestationPolicy\":\""
                + Bytes.utf8("version= 1.0; nonsense").toBase64Url() + "\"}").toBase64Url() + ".";
        refused(400, "PolicyParsingError",
                wire.post("/t/demo" + SGX, "{\"quote\":\"AA\",\"draftPolicyForAttestation\":\""
                        + draft + "\"}", TYPE, JSON));
        refused(400, "InvalidOperation",
                wire.post("/t/demo" + SGX, "{\"quote\":\"AA\",\"draftPolicyForAttestation\":\"x\"}", TYPE, JSON));
    }

    @Test
    void saysThatItIsUpAndWhichTenantIsNotOnTheVendorsAnchors() throws Exception {
        String page = wire.get("/admin/status").body();
        assertTrue(page.contains("Assay is up and can attest."), page);
        assertTrue(page.contains("<code>https://assay.example/t/demo</code>"), page);
        assertEquals(2, page.split("Not the vendors", -1).length, page);
        HttpResponse<String> health = wire.get("/health/ready");
        assertEquals(200, health.statusCode(), health.body());
        assertTrue(health.body().contains("nonVendorAnchors.demo"), health.body());
    }

    @Test
    void leadsToTheStatusPage() throws Exception {
        HttpResponse<String> door = wire.get("/admin/");
        assertEquals(303, door.statusCode());
        assertEquals("/admin/status", header(door, "Location"));
        HttpResponse<String> page = wire.get("/admin/status");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<title>Status · Assay</title>"));
        assertEquals(2, page.body().split("<h1>", -1).length);
        assertTrue(header(page, "Content-Security-Policy").contains("default-src 'none'"));
        assertTrue(header(page, "Content-Security-Policy").matches(".*script-src 'self' 'nonce-[^']+';?"));
    }

    @Test
    void servesTheConsolesSheetsAndNoSources() throws Exception {
        for (String name : List.of("console.css?ln=assay", "theme.css?ln=primefaces-assay",
                "primeicons/primeicons.css?ln=primefaces")) {
            assertEquals(200, wire.get("/admin/jakarta.faces.resource/" + name).statusCode(), name);
        }
        for (String path : List.of("/admin/status.xhtml", "/status.xhtml", "/WEB-INF/page.xhtml", "/admin/page",
                "/faces/admin/status.xhtml", "/assay/console.css",
                "/admin/jakarta.faces.resource/page.xhtml?ln=../WEB-INF",
                "/admin/jakarta.faces.resource/status.xhtml?ln=admin")) {
            assertEquals(404, wire.get(path).statusCode(), path);
        }
    }

    @Test
    void showsConsoleErrorsInItsSkin() throws Exception {
        HttpResponse<String> missing = wire.get("/admin/nothing");
        assertEquals(404, missing.statusCode());
        assertTrue(missing.body().contains("<h1>Page not found</h1>"));
        assertTrue(missing.body().contains(header(missing, "x-ms-request-id")));
        assertEquals(405, wire.post("/admin/status", "").statusCode());
    }

    @Test
    void keepsTheThemeForPostsOfThisOriginOnly() throws Exception {
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> chosen = wire.post("/admin/theme", "choice=dark", TYPE, form, "Sec-Fetch-Site",
                "same-origin");
        assertEquals(303, chosen.statusCode());
        assertTrue(header(chosen, "Set-Cookie").startsWith("assay-theme=dark; Path=/admin;"));
        assertTrue(wire.get("/admin/status", "Cookie", "assay-theme=dark").body().contains("data-theme=\"dark\""));
        assertEquals(403, wire.post("/admin/theme", "choice=dark", TYPE, form, "Sec-Fetch-Site", "cross-site")
                .statusCode());
        assertEquals(403, wire.post("/admin/theme", "choice=dark", TYPE, form).statusCode());
        assertEquals(400, wire.post("/admin/theme", "choice=neon", TYPE, form, "Sec-Fetch-Site", "same-origin")
                .statusCode());
    }

    @Test
    @Tag("AU-02")
    void givesTokensToClientsWithTheirSecretOnly() throws Exception {
        HttpResponse<String> granted = token("platform-admin", DatabaseFirst.ADMIN_SECRET);
        assertEquals(200, granted.statusCode(), granted.body());
        assertEquals("no-store", header(granted, "Cache-Control"));
        assertEquals("Bearer", Wire.json(granted).getString("token_type"));
        assertEquals(900, Wire.json(granted).getInt("expires_in"));
        HttpResponse<String> wrong = token("platform-admin", "another-secret-of-that-kind");
        HttpResponse<String> unknown = token("nobody", "another-secret-of-that-kind");
        assertEquals(401, wrong.statusCode());
        assertEquals(wrong.body(), unknown.body());
        assertEquals("invalid_client", Wire.json(wrong).getString("error"));
        assertTrue(header(wrong, "WWW-Authenticate").startsWith("Basic"));
        assertEquals(400, wire.post("/oauth2/token", "{}", TYPE, JSON).statusCode());
        assertEquals(405, wire.get("/oauth2/token").statusCode());
    }

    @Test
    @Tag("AU-05")
    void letsNobodyIntoTheManagementPlaneWithoutAToken() throws Exception {
        String attested = Wire.json(wire.post("/t/demo" + SGX, body("quote", quote(), DATA), TYPE, JSON))
                .getString("token");
        for (String sent : List.of("Bearer " + attested, "Bearer x", "Basic eDp5", "Bearer " + "k".repeat(4096))) {
            HttpResponse<String> answer = wire.get("/management/v1/tenants", "Authorization", sent);
            assertEquals(401, answer.statusCode(), answer.body());
            assertEquals("application/problem+json", header(answer, TYPE));
            assertEquals("Bearer realm=\"assay\", error=\"invalid_token\"", header(answer, "WWW-Authenticate"));
        }
        for (HttpResponse<String> answer : List.of(wire.get("/management/v1/tenants"),
                wire.get("//MANAGEMENT/v1/tenants/demo"), wire.post("/management/v1/tenants", "{}", TYPE, JSON),
                wire.send("DELETE", "/management/v1/tenants/demo", null))) {
            assertEquals(401, answer.statusCode(), answer.body());
            assertEquals("Bearer realm=\"assay\"", header(answer, "WWW-Authenticate"));
        }
    }

    @Test
    @Tag("TE-04")
    void makesATenantThatAttestsAndKeepsItFromOthers() throws Exception {
        String admin = bearer("platform-admin", DatabaseFirst.ADMIN_SECRET);
        HttpResponse<String> made = wire.post("/management/v1/tenants", "{\"name\":\"blue\"}", TYPE, JSON,
                "Authorization", admin);
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("https://assay.example/t/blue", Wire.json(made).getString("attestUri"));
        JsonObject metadata = Wire.json(wire.get("/t/blue/.well-known/openid-configuration"));
        assertEquals("https://assay.example/t/blue", metadata.getString("issuer"));
        assertFalse(Wire.json(wire.get("/t/blue/certs")).getJsonArray("keys").isEmpty());
        // Vendors' anchors: the emulated platform is not one of theirs.
        reason("InvalidQuote", "root-not-trusted", wire.post("/t/blue" + SGX, body("quote", quote(), DATA), TYPE,
                JSON));
        String secret = "a-secret-of-the-tenants-client";
        DatabaseFirst.addClient("blue", "robot", "tenant-administrator", secret);
        String robot = bearer("blue.robot", secret);
        assertAll(() -> management(200, "GET", "/blue", robot), //
                () -> management(403, "GET", "", robot), //
                () -> management(404, "GET", "/demo", robot), //
                () -> management(404, "GET", "/nobody", robot),
                () -> management(403, "POST", "/blue/suspend", robot),
                () -> management(404, "DELETE", "/demo", robot), //
                () -> management(200, "POST", "/blue/suspend", admin),
                () -> management(200, "POST", "/blue/resume", admin), //
                () -> management(404, "GET", "/nobody", admin), //
                () -> management(200, "GET", "", admin));
    }

    private void management(int status, String method, String path, String authorization) throws Exception {
        HttpResponse<String> answer = wire.send(method, "/management/v1/tenants" + path, null, "Authorization",
                authorization);
        assertEquals(status, answer.statusCode(), method + " " + path + " " + answer.body());
        assertEquals(status == 200 ? "" : "application/problem+json",
                status == 200 ? "" : header(answer, TYPE));
    }

    private String bearer(String client, String secret) throws Exception {
        return "Bearer " + Wire.json(token(client, secret)).getString("access_token");
    }

    private HttpResponse<String> token(String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return wire.post("/oauth2/token", "grant_type=client_credentials", TYPE,
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic);
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, Wire.code(answer), answer.body());
        assertEquals(status, answer.statusCode());
        assertEquals(code, header(answer, "x-ms-error-code"));
        assertEquals("application/json; charset=utf-8", header(answer, TYPE));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertFalse(Wire.json(answer).getJsonObject("error").getString("message").isEmpty());
    }

    private static void reason(String code, String reason, HttpResponse<String> answer) {
        refused(400, code, answer);
        assertEquals(reason, Wire.json(answer).getJsonObject("error").getJsonObject("innererror").getString("code"));
    }

    static Octets quote() {
        return DatabaseFirst.PLATFORM.installation().attester().quote(ReportData.binding(Octets.utf8(DATA)));
    }

    static Octets report() {
        return DatabaseFirst.PLATFORM.installation().attester()
                .openEnclaveReport(ReportData.binding(Octets.utf8(DATA)));
    }

    static String body(String member, Octets evidence, String runtimeData) {
        return "{\"%s\":\"%s\",\"runtimeData\":{\"data\":\"%s\",\"dataType\":\"Binary\"}}".formatted(member,
                Base64Url.encode(evidence.toArray()), Bytes.utf8(runtimeData).toBase64Url());
    }

    /** RS256 by the first certificate of each published key, over the octets received (RFC 7515 §5.2). */
    static boolean isSignedBy(HttpResponse<String> keySet, String token) throws Exception {
        String[] parts = token.split("\\.");
        for (JsonObject key : Wire.json(keySet).getJsonArray("keys").getValuesAs(JsonObject.class)) {
            byte[] der = Base64.getDecoder().decode(key.getJsonArray("x5c").getString(0));
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initVerify(
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            rs256.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (rs256.verify(Base64Url.decode("signature", parts[2]).toArray()))
                return true;
        }
        return false;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String head(String length) {
        return "POST " + SGX + " HTTP/1.1\r\nHost: assay.example\r\nContent-Type: application/json\r\n" + length
                + "\r\n\r\n";
    }
}
