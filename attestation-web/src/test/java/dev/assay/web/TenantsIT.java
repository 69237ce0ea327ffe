package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
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

/** The built archive from outside: tenants by the management plane and by Azure Resource Manager's interface. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TenantsIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String ATTEST = "/attest/SgxEnclave?api-version=2020-10-01";
    private static final String PROVIDERS = "/subscriptions/Sub-1/resourceGroups/Group/providers/Microsoft.Attestation"
            + "/attestationProviders";
    private static final String VERSION = "?api-version=2021-06-01";
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

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
    void answersEveryMistakeUnderManagementAsAProblem() throws Exception {
        assertAll(() -> problem(404, "not-found", call("GET", "/management/v2", null)),
                () -> problem(404, "not-found", call("GET", "/management/v1/nothing", null)),
                () -> problem(404, "not-found", call("GET", "/Management/v1/no%2Fthing", null)),
                () -> problem(405, "method-not-allowed", call("PUT", TENANTS, "{}")),
                () -> problem(405, "method-not-allowed", call("POST", "/management/v1", "{}")),
                () -> problem(413, "body-too-large", call("POST", TENANTS, " ".repeat(70_000))),
                () -> problem(415, "unsupported-media-type", wire.post(TENANTS, "{}", "Authorization", admin)),
                () -> problem(400, "malformed", call("POST", TENANTS, "{")),
                () -> problem(428, "version-missing", call("PATCH", TENANTS + "/demo", "{}")));
        assertTrue(header(call("PUT", TENANTS, "{}"), "Allow").contains("POST"));
        assertTrue(call("GET", "/management/nothing", null).body().contains("GET /management/v1"));
    }

    @Test
    void answersHeadAndOptionsAsHttpHasIt() throws Exception {
        HttpResponse<String> head = wire.send("HEAD", TENANTS, null, "Authorization", admin);
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(401, wire.send("HEAD", TENANTS, null).statusCode());
        HttpResponse<String> options = wire.send("OPTIONS", TENANTS, null);
        assertEquals(200, options.statusCode(), options.body());
        assertTrue(header(options, "Allow").contains("POST"), header(options, "Allow"));
        assertEquals("", header(options, "Access-Control-Allow-Origin"));
    }

    @Test
    void showsWhereToGoFrom() throws Exception {
        for (String root : List.of("/management", "/management/v1", "/MANAGEMENT/V1/"))
            assertEquals(TENANTS, Wire.json(wire.get(root)).getJsonObject("links").getString("tenants"));
    }

    @Test
    void setsWhatATenantIsAndShowsIt() throws Exception {
        String certificate = Wire.json(wire.get("/certs")).getJsonArray("keys").getJsonObject(0).getJsonArray("x5c")
                .getString(0);
        // why: a token-signing certificate is self-signed and no CA, so no policy may be signed under it.
        HttpResponse<String> refused = call("POST", TENANTS, isolated("iso-one", certificate));
        problem(400, "certificate-refused", refused);
        assertTrue(refused.body().contains("policySigningCertificates[0]"), refused.body());
        String authority = authority();
        HttpResponse<String> made = call("POST", TENANTS, isolated("iso-one", authority));
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("Isolated", Wire.json(made).getString("trustModel"));
        assertEquals(1, Wire.json(made).getJsonArray("policySigningCertificates").size());
        assertEquals(201, call("POST", TENANTS, isolated("iso-one", authority)).statusCode());
        HttpResponse<String> changed = wire.send("PATCH", TENANTS + "/iso-one", """
                {"authenticatedTypes":["tpm","SgxEnclave"],"fourEyes":false,"anchorSet":"emulator",
                 "quotas":{"policyBytes":8192,"storedEvidenceBytes":1099511627776}}""", TYPE, JSON, "Authorization",
                admin, "If-Match", "\"1\"");
        assertEquals(200, changed.statusCode(), changed.body());
        JsonObject tenant = Wire.json(call("GET", TENANTS + "/iso-one", null));
        assertEquals("[\"SgxEnclave\",\"Tpm\"]", tenant.getJsonArray("authenticatedTypes").toString());
        assertEquals("emulator", tenant.getString("anchorSet"));
        assertEquals(1_099_511_627_776L,
                tenant.getJsonObject("quotas").getJsonNumber("storedEvidenceBytes").longValue());
    }

    private static String isolated(String name, String x5c) {
        return Json.createObjectBuilder().add("name", name).add("trustModel", "Isolated")
                .add("policySigningCertificates", keys(x5c)).build().toString();
    }

    private static JsonObject keys(String x5c) {
        return Json.createObjectBuilder().add("keys", Json.createArrayBuilder().add(Json.createObjectBuilder()
                .add("kty", "EC").add("x5c", Json.createArrayBuilder().add(x5c)))).build();
    }

    /** Self-signed, P-256, a CA. */
    private static String authority() {
        String pem = DatabaseFirst.PLATFORM.installation().pki().rootCertificatePem();
        return pem.replaceAll("-----[^-]+-----|\\s", "");
    }

    @Test
    @Tag("TE-04")
    void answersASuspendedTenantApartAndADeletedOneAsIfThereWereNone() throws Exception {
        for (String name : List.of("life-active", "life-suspended", "life-deleted"))
            assertEquals(201, call("POST", TENANTS, "{\"name\":\"" + name + "\"}").statusCode());
        assertEquals(200, call("POST", TENANTS + "/life-suspended/suspend", null).statusCode());
        DatabaseFirst.addClient("life-deleted", "robot", "tenant-administrator", "a-secret-of-the-tenants-client");
        DatabaseFirst.addClient("life-active", "robot", "tenant-administrator", "a-secret-of-the-tenants-client");
        String orphan = bearer("life-deleted.robot", "a-secret-of-the-tenants-client");
        String neighbour = bearer("life-active.robot", "a-secret-of-the-tenants-client");
        assertEquals(200, call("DELETE", TENANTS + "/life-deleted", null).statusCode());
        // attest, certs, openid-configuration, management by the platform, by a neighbour
        assertAll(() -> life("life-active", 400, 200, 200, 200), () -> life("life-suspended", 404, 200, 200, 200),
                () -> life("life-deleted", 404, 404, 404, 200), () -> life("life-unknown", 404, 404, 404, 404));
        for (String path : List.of("", "/suspend", "/resume"))
            assertEquals(management("life-unknown", path, neighbour).body(),
                    management("life-deleted", path, neighbour).body());
        HttpResponse<String> own = management("life-deleted", "", orphan);
        // A token ends with its tenant.
        assertEquals(401, own.statusCode(), own.body());
        assertEquals(management("life-unknown", "", orphan).body(), own.body());
        for (String path : List.of("/certs", "/.well-known/openid-configuration"))
            assertEquals(wire.get("/t/life-unknown" + path).body(), wire.get("/t/life-deleted" + path).body());
        assertEquals(attest("life-unknown").body(), attest("life-deleted").body());
    }

    private void life(String name, int attest, int certs, int openId, int managed) throws Exception {
        assertEquals(attest, attest(name).statusCode(), name);
        assertEquals(certs, wire.get("/t/" + name + "/certs").statusCode(), name);
        assertEquals(openId, wire.get("/t/" + name + "/.well-known/openid-configuration").statusCode(), name);
        assertEquals(managed, call("GET", TENANTS + "/" + name, null).statusCode(), name);
    }

    private HttpResponse<String> attest(String name) throws Exception {
        return wire.post("/t/" + name + ATTEST, "{\"quote\":\"AA\"}", TYPE, JSON);
    }

    private HttpResponse<String> management(String name, String path, String caller) throws Exception {
        return wire.send(path.isEmpty() ? "GET" : "POST", TENANTS + "/" + name + path, null, "Authorization", caller);
    }

    @Test
    void managesProvidersAsAzureResourceManager() throws Exception {
        String one = PROVIDERS + "/MixedCase1" + VERSION;
        HttpResponse<String> made = call("PUT", one, "{\"location\":\"local\",\"tags\":{\"Team\":\"blue\"}}");
        assertEquals(201, made.statusCode(), made.body());
        JsonObject provider = Wire.json(made);
        assertEquals(PROVIDERS + "/MixedCase1", provider.getString("id"));
        assertEquals("blue", provider.getJsonObject("tags").getString("Team"));
        assertEquals("https://assay.example/t/mixedcase1", provider.getJsonObject("properties").getString("attestUri"));
        assertEquals(200, wire.get("/t/mixedcase1/certs").statusCode());
        assertEquals(made.body(), call("GET", one.toUpperCase()
                .replace("API-VERSION=2021-06-01", "api-version=2018-09-01-preview"), null).body());
        assertEquals(200, call("PUT", one, made.body()).statusCode());
        assertEquals(made.body(), call("PATCH", one, "{\"tags\":null,\"properties\":{}}").body());
        assertAll(() -> list(1, PROVIDERS), () -> list(1, "/subscriptions/sub-1/providers/Microsoft.Attestation"
                + "/attestationProviders"), () -> list(0, PROVIDERS.replace("/Group/", "/Other/")),
                () -> list(0, PROVIDERS + "/MixedCase1/privateEndpointConnections"),
                () -> list(0, PROVIDERS + "/MixedCase1/privateLinkResources"),
                () -> list(1, "/subscriptions/sub-1/providers/Microsoft.Attestation/defaultProviders"),
                () -> list(7, "/providers/Microsoft.Attestation/operations"));
        assertEquals("https://assay.example", Wire.json(call("GET",
                "/subscriptions/s/providers/Microsoft.Attestation/locations/here/defaultProvider" + VERSION, null))
                .getJsonObject("properties").getString("attestUri"));
        assertEquals(200, call("DELETE", one, null).statusCode());
        assertEquals(204, call("DELETE", one, null).statusCode());
    }

    private void list(int size, String path) throws Exception {
        HttpResponse<String> answer = call("GET", path + VERSION, null);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(size, Wire.json(answer).getJsonArray("value").size(), answer.body());
    }

    @Test
    void refusesProvidersInResourceManagersBody() throws Exception {
        String one = PROVIDERS + "/refused1" + VERSION;
        String closed = "{\"location\":\"l\",\"properties\":{\"publicNetworkAccess\":\"Disabled\"}}";
        assertAll(() -> error(401, "AuthenticationFailed", wire.get(PROVIDERS + VERSION)),
                () -> error(401, "AuthenticationFailed", wire.get(PROVIDERS + VERSION, "Authorization", "Bearer x")),
                () -> error(404, "ResourceNotFound", call("GET", one, null)),
                () -> error(404, "ResourceNotFound", call("PATCH", one, "{}")),
                () -> error(404, "NotFound", call("GET", "/subscriptions/s/nothing" + VERSION, null)),
                () -> error(405, "MethodNotAllowed", call("POST", one, "{}")),
                () -> error(400, "MissingApiVersionParameter", call("GET", PROVIDERS, null)),
                () -> error(400, "UnsupportedApiVersion", call("GET", PROVIDERS + "?api-version=2022-08-01", null)),
                () -> error(400, "InvalidParameter", call("PUT", one, "{}")),
                () -> error(400, "InvalidParameter", call("PUT", one, closed)),
                () -> error(400, "InvalidParameter", call("PUT", one, "{\"location\":\"l\",\"sku\":1}")),
                () -> error(400, "InvalidParameter", call("PUT", PROVIDERS + "/no.name" + VERSION,
                        "{\"location\":\"l\"}")),
                () -> error(409, "Conflict", call("PUT", PROVIDERS + "/demo" + VERSION, "{\"location\":\"l\"}")));
        DatabaseFirst.addClient("demo", "arm-robot", "tenant-administrator", "a-secret-of-the-tenants-client");
        String robot = bearer("demo.arm-robot", "a-secret-of-the-tenants-client");
        error(403, "AuthorizationFailed", wire.get(PROVIDERS + VERSION, "Authorization", robot));
    }

    private static void error(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, Wire.code(answer), answer.body());
        assertEquals("application/json; charset=utf-8", header(answer, TYPE));
    }

    private static void problem(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(PROBLEM, header(answer, TYPE), answer.body());
        assertEquals(code, Wire.json(answer).getString("code"), answer.body());
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return body == null
                ? wire.send(method, path, null, "Authorization", admin)
                : wire.send(method, path, body, TYPE, JSON, "Authorization", admin);
    }

    private String bearer(String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> granted = wire.post("/oauth2/token", "grant_type=client_credentials", TYPE,
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic);
        assertEquals(200, granted.statusCode(), granted.body());
        return "Bearer " + Wire.json(granted).getString("access_token");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
