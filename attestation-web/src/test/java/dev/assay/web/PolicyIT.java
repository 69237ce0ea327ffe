package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
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

/** Policies of the tenant demo and of tenants made here, over HTTP, with tokens of the built-in issuer. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PolicyIT {
    private static final String SGX = "/policies/SgxEnclave?api-version=2020-10-01";
    private static final String RESET = "/policies/SgxEnclave:reset?api-version=2020-10-01";
    private static final String EMPTY = "eyJhbGciOiJub25lIn0..";
    private static final String PERMIT = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"mine\", value=true);};";
    private static final String SECRET = "a-secret-of-the-policy-test-client";
    private static final String[] TEXT = {"Content-Type", "text/plain; charset=utf-8"};

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
    void setsShowsAndResetsAPolicyThatDecidesAttestations() throws Exception {
        Tenant demo = tenant("demo", "setter");
        assertFalse(attested(demo).containsKey("mine"));
        String document = unsecured(PERMIT);
        JsonObject updated = claims(demo.send("PUT", SGX, document));
        assertEquals("Updated", updated.getString("x-ms-policy-result"));
        assertEquals(Bytes.utf8(document).sha256().toBase64Url(), updated.getString("x-ms-policy-token-hash"));
        assertEquals("https://assay.example/t/demo", updated.getString("iss"));
        assertEquals(3600, updated.getInt("exp") - updated.getInt("iat"));
        assertEquals(updated.getInt("iat"), updated.getInt("nbf"));
        assertFalse(updated.containsKey("jti"));
        assertEquals(document, claims(demo.send("GET", SGX, null)).getString("x-ms-policy"));
        JsonObject token = attested(demo);
        assertTrue(token.getBoolean("mine"));
        assertEquals(Bytes.utf8(Bytes.utf8(PERMIT).toBase64Url()).sha256().toBase64Url(),
                token.getString("x-ms-policy-hash"));
        assertEquals("Removed", claims(demo.send("POST", RESET, EMPTY)).getString("x-ms-policy-result"));
        assertFalse(attested(demo).containsKey("mine"));
        String served = claims(demo.send("GET", SGX, null)).getString("x-ms-policy");
        assertTrue(served.startsWith("eyJhbGciOiJub25lIn0.") && served.endsWith("."), served);
    }

    @Test
    void takesEveryVersionAndSpellingOfThePath() throws Exception {
        Tenant demo = tenant("demo", "speller");
        for (String path : List.of("/policies/openenclave?api-version=2022-08-01",
                "//Policies//OpenEnclave?API-VERSION=2025-06-01",
                "/policies/OPENENCLAVE/?api-version=2026-03-11-preview"))
            assertEquals(200, demo.send("GET", path, null).statusCode(), path);
        for (String path : List.of("/policies/OpenEnclave%3Areset?api-version=2023-04-01-preview",
                "/policies/OpenEnclave:reset?api-version=2022-09-01-preview"))
            assertEquals(200, demo.send("POST", path, EMPTY).statusCode(), path);
        refused(400, "UnsupportedApiVersion", demo.send("GET", "/policies/OpenEnclave?api-version=2018-09-01-preview",
                null));
        refused(400, "MissingApiVersionParameter", demo.send("GET", "/policies/OpenEnclave", null));
        refused(404, "NotFound", demo.send("GET", "/policies/Nothing?api-version=2020-10-01", null));
        refused(405, "MethodNotAllowed", demo.send("PUT", RESET, EMPTY));
        refused(405, "MethodNotAllowed", demo.send("DELETE", SGX, null));
    }

    @Test
    void saysWhatIsWrongWithAnUploadAndKeepsThePolicy() throws Exception {
        Tenant demo = tenant("demo", "erring");
        String before = claims(demo.send("GET", "/policies/OpenEnclave?api-version=2020-10-01", null))
                .getString("x-ms-policy");
        String path = "/policies/OpenEnclave?api-version=2020-10-01";
        HttpResponse<String> unparsed = demo.send("PUT", path, unsecured("version= 1.0;\nnonsense;\n"
                + "issuancerules{=> issue(type=\"iss\", value=1);};"));
        refused(400, "PolicyParsingError", unparsed);
        assertTrue(unparsed.body().contains("line 2, column 1"), unparsed.body());
        refused(400, "InvalidOperation", demo.send("PUT", path, "x"));
        refused(400, "InvalidOperation", demo.send("PUT", path, EMPTY));
        refused(400, "InvalidOperation", demo.send("POST", path.replace("?", ":reset?"), unsecured(PERMIT)));
        refused(400, "InvalidParameter", demo.send("PUT", path, ""));
        refused(413, "RequestBodyTooLarge", demo.send("PUT", path, "a".repeat((1 << 20) + 1)));
        HttpResponse<String> json = wire.send("PUT", "/t/demo" + path, unsecured(PERMIT), "Content-Type",
                "application/json", "Authorization", demo.bearer());
        refused(415, "UnsupportedMediaType", json);
        assertEquals(before, claims(demo.send("GET", path, null)).getString("x-ms-policy"));
    }

    @Test
    @Tag("AU-05")
    void asksForTheHostedServicesTwoRoles() throws Exception {
        Tenant reader = tenant("demo", "reading", "attestation-reader");
        assertEquals(200, reader.send("GET", SGX, null).statusCode());
        assertEquals(200, reader.send("GET", "/certificates?api-version=2020-10-01", null).statusCode());
        refused(401, "Unauthorized", reader.send("PUT", SGX, unsecured(PERMIT)));
        refused(401, "Unauthorized", reader.send("POST", RESET, EMPTY));
        Tenant other = tenant("demo", "managing", "policy-administrator");
        refused(401, "Unauthorized", other.send("GET", SGX, null));
        refused(401, "Unauthorized", wire.get("/t/demo" + SGX));
        String attestation = attestedToken(reader);
        refused(401, "Unauthorized", wire.get("/t/demo" + SGX, "Authorization", "Bearer " + attestation));
    }

    @Test
    @Tag("TE-04")
    void keepsEachTenantsPoliciesFromTheOthers() throws Exception {
        make("{\"name\":\"azure-a\"}");
        Tenant a = tenant("azure-a", "writer");
        assertEquals(200, a.send("PUT", SGX, unsecured(PERMIT)).statusCode());
        for (int warm = 0; warm < 2; warm++) {
            for (String path : List.of("/t/demo" + SGX, SGX, "/t/nobody" + SGX,
                    "/t/demo/certificates?api-version=2020-10-01"))
                refused(401, "Unauthorized", wire.get(path, "Authorization", a.bearer()));
            refused(401, "Unauthorized", wire.send("PUT", "/t/demo" + SGX, unsecured(PERMIT), TEXT[0], TEXT[1],
                    "Authorization", a.bearer()));
        }
    }

    @Test
    void listsNoCertificatesWhereTheRoleAloneDecides() throws Exception {
        JsonObject listed = claims(tenant("demo", "lister").send("GET", "/certificates?api-version=2020-10-01", null));
        assertEquals(JsonArray.EMPTY_JSON_ARRAY, listed.getJsonObject("x-ms-policy-certificates").getJsonArray("keys"));
    }

    @Test
    void speaksTheOldestPreview() throws Exception {
        make("{\"name\":\"preview-a\"}");
        Tenant tenant = tenant("preview-a", "writer");
        String current = "/operations/policy/current?api-version=2018-09-01-preview&tee=SgxEnclave";
        String document = unsecured(PERMIT);
        for (String step : List.of("updatepolicy", "update")) {
            String prepared = text(tenant.send("POST", current.replace("current", step), document));
            JsonObject first = payload(prepared);
            assertEquals(Bytes.utf8(document).sha256().toBase64Url(), first.getString("aas-policyHash"));
            assertEquals(Bytes.utf8(document).sha256().toHex(), first.getString("maa-policyHash"));
            JsonObject second = payload(text(tenant.json("PUT", current, prepared)));
            assertEquals(first.getString("aas-policyHash"), second.getString("aas-policyHash"));
            assertEquals(document, Wire.json(tenant.send("GET", current, null)).getString("policy"));
            HttpResponse<String> reset = step.equals("update")
                    ? tenant.send("DELETE", current, null)
                    : tenant.send("POST", current, EMPTY);
            assertEquals(Bytes.utf8(EMPTY).sha256().toBase64Url(), payload(text(reset)).getString("aas-policyHash"));
            assertFalse(document.equals(Wire.json(tenant.send("GET", current, null)).getString("policy")));
        }
        text(tenant.json("PUT", current, "\"" + document + "\""));
        assertEquals(document, Wire.json(tenant.send("GET", current, null)).getString("policy"));
        JsonObject listed = payload(text(tenant.send("GET", current.replace("current", "certificates"), null)));
        assertTrue(listed.getJsonObject("aas-policyCertificates").getJsonArray("keys").isEmpty());
        HttpResponse<String> nobody = wire.get("/t/preview-a" + current);
        assertEquals(401, nobody.statusCode());
        assertTrue(string(nobody.body()).startsWith("Authorization:"), nobody.body());
        refused(400, "InvalidParameter", tenant.send("GET", current.replace("SgxEnclave", "CyResComponent"), null));
    }

    @Test
    void refusesAPreparedAnswerThatAnotherTenantSigned() throws Exception {
        make("{\"name\":\"preview-b\"}");
        make("{\"name\":\"preview-c\"}");
        String path = "/operations/policy/updatepolicy?api-version=2018-09-01-preview&tee=SgxEnclave";
        String prepared = text(tenant("preview-b", "writer").send("POST", path, unsecured(PERMIT)));
        refused(400, "InvalidOperation", tenant("preview-c", "writer").send("PUT", path.replace("updatepolicy",
                "current"), prepared));
    }

    /** One tenant, seen by a client of its own. */
    private record Tenant(Wire wire, String name, String bearer) {
        HttpResponse<String> send(String method, String path, String body) throws Exception {
            return body == null
                    ? wire.send(method, "/t/" + name + path, null, "Authorization", bearer)
                    : wire.send(method, "/t/" + name + path, body, TEXT[0], TEXT[1], "Authorization", bearer);
        }

        HttpResponse<String> json(String method, String path, String body) throws Exception {
            return wire.send(method, "/t/" + name + path, body, TEXT[0], "application/json", "Authorization", bearer);
        }
    }

    private Tenant tenant(String name, String client) throws Exception {
        return tenant(name, client, "attestation-contributor");
    }

    private Tenant tenant(String name, String client, String role) throws Exception {
        DatabaseFirst.addClient(name, client, role, SECRET);
        return new Tenant(wire, name, bearer(name + "." + client, SECRET));
    }

    private void make(String wish) throws Exception {
        HttpResponse<String> made = wire.post("/management/v1/tenants", wish, TEXT[0], "application/json",
                "Authorization", bearer("platform-admin", DatabaseFirst.ADMIN_SECRET));
        assertEquals(201, made.statusCode(), made.body());
    }

    /** The source may take five tokens a second. */
    private String bearer(String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> granted;
        do {
            granted = wire.post("/oauth2/token", "grant_type=client_credentials", TEXT[0],
                    "application/x-www-form-urlencoded", "Authorization", "Basic " + basic);
        } while (granted.statusCode() == 429);
        return "Bearer " + Wire.json(granted).getString("access_token");
    }

    private JsonObject attested(Tenant tenant) throws Exception {
        return payload(attestedToken(tenant));
    }

    private String attestedToken(Tenant tenant) throws Exception {
        Octets quote = DatabaseFirst.PLATFORM.installation().attester().quote(ReportData.binding(Octets.utf8("held")));
        String body = "{\"Quote\":\"%s\",\"EnclaveHeldData\":\"%s\"}".formatted(Base64Url.encode(quote.toArray()),
                Bytes.utf8("held").toBase64Url());
        String path = "/t/" + tenant.name() + "/attest/Tee/SgxEnclave?api-version=2018-09-01-preview";
        HttpResponse<String> unnamed = wire.post(path, body, TEXT[0], "application/json");
        assertEquals(401, unnamed.statusCode(), unnamed::body);
        assertTrue(string(unnamed.body()).startsWith("Authorization:"), unnamed::body);
        return text(wire.post(path, body, TEXT[0], "application/json", "Authorization", tenant.bearer()));
    }

    private static JsonObject claims(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return payload(Wire.json(answer).getString("token"));
    }

    private static JsonObject payload(String token) {
        return StrictJson.object("token", Base64Url.decode("payload", token.split("\\.")[1]));
    }

    private static String text(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        return string(answer.body());
    }

    private static String string(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return ((JsonString) reader.readValue()).getString();
        }
    }

    private static String unsecured(String text) {
        return "eyJhbGciOiJub25lIn0." + Bytes.utf8("{\"AttestationPolicy\":\"" + Bytes.utf8(text).toBase64Url() + "\"}")
                .toBase64Url() + ".";
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, Wire.code(answer), answer.body());
        assertEquals(status, answer.statusCode());
    }
}
