package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built archive in Payara Micro, from outside: clients, from their making to their end. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ClientsIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String PLATFORM = "/management/v1/clients";
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ArquillianResource
    private URI base;
    private Wire wire;
    private String admin;
    private final String red = "red-" + UUID.randomUUID().toString().substring(0, 8);
    private final String clients = TENANTS + "/" + red + "/clients";

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void provision() throws Exception {
        wire = new Wire(base);
        admin = bearer("platform-admin", DatabaseFirst.ADMIN_SECRET);
        answered(201, call("POST", TENANTS, "{\"name\":\"" + red + "\"}", admin));
    }

    @Test
    @Tag("AU-02")
    void makesATenantsFirstAdministratorWhoGoesOnAlone() throws Exception {
        HttpResponse<String> made = answered(201, call("POST", clients,
                "{\"name\":\"boss\",\"roles\":[\"tenant-administrator\"]}", admin));
        JsonObject boss = Wire.json(made);
        assertTrue(header(made, "Location").endsWith(clients + "/boss"), header(made, "Location"));
        assertEquals("\"1\"", header(made, "ETag"));
        assertEquals("no-store", header(made, "Cache-Control"));
        assertEquals(red + ".boss", boss.getString("clientId"));
        String bearer = bearer(boss);
        HttpResponse<String> auditor = answered(201, call("POST", clients, wish("auditor", "auditor"), bearer));
        answered(409, call("POST", clients, wish("auditor", "auditor"), bearer));
        answered(400, call("POST", clients, wish("root", "platform-administrator"), bearer));
        JsonObject list = Wire.json(answered(200, call("GET", clients + "?limit=1", null, bearer)));
        assertEquals("auditor", list.getJsonArray("clients").getJsonObject(0).getString("name"));
        assertEquals(clients + "?after=auditor&limit=1", list.getString("next"));
        assertFalse(list.toString().contains("secret\""), list.toString());
        JsonObject seen = Wire.json(answered(200, call("GET", clients + "/boss", null, bearer)));
        assertTrue(seen.getString("lastUsedAt").endsWith(":00:00Z"), seen.toString());
        assertTrue(seen.isNull("previousSecretUntil") && seen.isNull("expiresAt"), seen.toString());
        // Roles are enforced by what was given.
        String reading = bearer(Wire.json(auditor));
        assertAll(() -> answered(200, call("GET", TENANTS + "/" + red, null, reading)),
                () -> answered(403, call("GET", clients, null, reading)),
                () -> answered(403, call("DELETE", clients + "/boss", null, reading)),
                () -> answered(403, call("GET", PLATFORM, null, bearer)),
                () -> answered(403, call("POST", "/management/v1/access-token-key/rotate", null, bearer)));
    }

    @Test
    @Tag("TE-04")
    void keepsClientsFromAnotherTenant() throws Exception {
        String robot = bearer(make("robot", "tenant-administrator"));
        String other = TENANTS + "/demo/clients";
        assertAll(() -> answered(404, call("GET", other, null, robot)),
                () -> answered(404, call("POST", other, wish("mine", "auditor"), robot)),
                () -> answered(404, call("GET", other + "/robot", null, robot)),
                () -> answered(404, call("DELETE", other + "/robot", null, robot)),
                () -> answered(404, call("POST", other + "/robot/rotate", null, robot)),
                () -> answered(404, call("GET", TENANTS + "/nobody/clients", null, admin)));
    }

    @Test
    void rotatesWithAnOverlapAndWithout() throws Exception {
        JsonObject made = make("robot", "auditor");
        String old = made.getString("secret");
        String id = made.getString("clientId");
        HttpResponse<String> first = answered(200, call("POST", clients + "/robot/rotate", null, admin));
        Duration usual = Duration.between(Instant.now(),
                Instant.parse(Wire.json(first).getString("previousSecretUntil")));
        assertTrue(usual.compareTo(Duration.ofHours(23)) > 0 && usual.compareTo(Duration.ofHours(24)) <= 0, "" + usual);
        String second = Wire.json(first).getString("secret");
        assertNotEquals(old, second);
        answered(200, token(id, old));
        String held = bearer(id, second);
        answered(412, call("POST", clients + "/robot/rotate", "{\"overlapSeconds\":0}", admin, "If-Match", "\"1\""));
        answered(400, call("POST", clients + "/robot/rotate", "{\"overlapSeconds\":604801}", admin));
        answered(200, call("GET", TENANTS + "/" + red, null, held));
        String third = Wire
                .json(answered(200, call("POST", clients + "/robot/rotate", "{\"overlapSeconds\":0}", admin)))
                .getString("secret");
        answered(401, token(id, old));
        answered(401, token(id, second));
        answered(401, call("GET", TENANTS + "/" + red, null, held));
        answered(200, token(id, third));
    }

    @Test
    @Tag("AU-05")
    void endsTokensWithTheirClientOrItsTenant() throws Exception {
        JsonObject made = make("robot", "auditor");
        String mine = TENANTS + "/" + red;
        String robot = bearer(made);
        answered(200, call("GET", mine, null, robot));
        answered(428, call("PATCH", clients + "/robot", "{\"disabled\":true}", admin));
        answered(200, call("PATCH", clients + "/robot", "{\"disabled\":true}", admin, "If-Match", "\"1\""));
        answered(401, call("GET", mine, null, robot));
        answered(401, token(made.getString("clientId"), made.getString("secret")));
        answered(412, call("PATCH", clients + "/robot", "{\"disabled\":false}", admin, "If-Match", "\"1\""));
        answered(200, call("PATCH", clients + "/robot", "{\"disabled\":false}", admin, "If-Match", "*"));
        answered(401, call("GET", mine, null, robot));
        String again = bearer(made);
        answered(200, call("GET", mine, null, again));
        answered(200,
                call("PATCH", clients + "/robot", "{\"roles\":[\"attestation-reader\"]}", admin, "If-Match", "*"));
        answered(401, call("GET", mine, null, again));
        answered(403, call("GET", mine, null, bearer(made)));
        String last = bearer(make("second", "auditor"));
        answered(200, call("GET", mine, null, last));
        answered(200, call("POST", mine + "/suspend", null, admin));
        HttpResponse<String> late = call("GET", mine, null, last);
        for (int tries = 0; late.statusCode() == 200 && tries < 500; tries++) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            late = call("GET", mine, null, last);
        }
        answered(401, late);
        answered(401, token(made.getString("clientId"), made.getString("secret")));
        answered(200, call("POST", mine + "/resume", null, admin));
        answered(200, token(made.getString("clientId"), made.getString("secret")));
        answered(204, call("DELETE", clients + "/robot", null, admin));
        answered(404, call("DELETE", clients + "/robot", null, admin));
        answered(401, token(made.getString("clientId"), made.getString("secret")));
    }

    @Test
    void keepsAPlatformAdministrator() throws Exception {
        JsonObject only = Wire.json(answered(200, call("GET", PLATFORM, null, admin)));
        assertEquals(List.of("platform-admin"), only.getJsonArray("clients").getValuesAs(JsonObject.class).stream()
                .map(client -> client.getString("name")).toList());
        HttpResponse<String> last = answered(409, call("DELETE", PLATFORM + "/platform-admin", null, admin));
        assertEquals("last-platform-administrator", Wire.json(last).getString("code"));
        answered(409, call("PATCH", PLATFORM + "/platform-admin", "{\"disabled\":true}", admin, "If-Match", "*"));
        JsonObject second = Wire.json(answered(201, call("POST", PLATFORM, "{\"name\":\"second\"}", admin)));
        assertEquals("platform-administrator", ((JsonString) second.getJsonArray("roles").get(0)).getString());
        String other = bearer(second);
        answered(200, call("PATCH", PLATFORM + "/platform-admin", "{\"disabled\":true}", other, "If-Match", "*"));
        answered(401, call("GET", PLATFORM, null, admin));
        answered(409, call("DELETE", PLATFORM + "/second", null, other));
        answered(200, call("PATCH", PLATFORM + "/platform-admin", "{\"disabled\":false}", other, "If-Match", "*"));
        answered(204, call("DELETE", PLATFORM + "/second", null, other));
        answered(401, call("GET", PLATFORM, null, other));
    }

    @Test
    @Tag("KM-03")
    void rotatesTheKeyOfAccessTokens() throws Exception {
        String rotate = "/management/v1/access-token-key/rotate";
        JsonObject done = Wire.json(answered(200, call("POST", rotate, null, admin)));
        Duration overlap = Duration.between(Instant.now(), Instant.parse(done.getString("previousTokensUntil")));
        assertTrue(overlap.compareTo(Duration.ofMinutes(15)) > 0, overlap.toString());
        answered(200, call("GET", PLATFORM, null, admin));
        String fresh = bearer("platform-admin", DatabaseFirst.ADMIN_SECRET);
        assertEquals(done.getString("kid"), part(fresh, 0).getString("kid"));
        answered(200, call("GET", PLATFORM, null, fresh));
        answered(200, call("POST", rotate, "{\"revoke\":true}", fresh));
        answered(401, call("GET", PLATFORM, null, admin));
        answered(401, call("GET", PLATFORM, null, fresh));
        answered(200, call("GET", PLATFORM, null, bearer("platform-admin", DatabaseFirst.ADMIN_SECRET)));
    }

    @Test
    void takesTheFormOfAzuresClientsAndNamesOneAudience() throws Exception {
        String form = "client_id=platform-admin&client_secret=" + DatabaseFirst.ADMIN_SECRET
                + "&grant_type=client_credentials&client_info=1&x-client-SKU=MSAL.Java";
        for (String target : List.of("&scope=https%3A%2F%2Fattest.azure.net%2F.default+openid+profile",
                "&scope=https%3A%2F%2Fassay.example%2Fapi%2F.default", "&resource=https%3A%2F%2Fassay.example", "")) {
            HttpResponse<String> granted = answered(200, wire.post("/oauth2/token", form + target, TYPE, FORM));
            JsonObject claims = part(Wire.json(granted).getString("access_token"), 1);
            assertEquals("https://assay.example/api", claims.getString("aud"));
        }
        HttpResponse<String> scope = wire.post("/oauth2/token",
                form + "&scope=https%3A%2F%2Fvault.azure.net%2F.default",
                TYPE, FORM);
        assertEquals("invalid_scope", Wire.json(answered(400, scope)).getString("error"));
        HttpResponse<String> resource = wire.post("/oauth2/token", form + "&resource=https%3A%2F%2Fevil.example",
                TYPE, FORM);
        assertEquals("invalid_target", Wire.json(answered(400, resource)).getString("error"));
    }

    private JsonObject make(String name, String role) throws Exception {
        return Wire.json(answered(201, call("POST", clients, wish(name, role), admin)));
    }

    private static String wish(String name, String role) {
        return "{\"name\":\"" + name + "\",\"roles\":[\"" + role + "\"]}";
    }

    private HttpResponse<String> call(String method, String path, String body, String bearer, String... more)
            throws Exception {
        String[] headers = new String[more.length + (body == null ? 2 : 4)];
        headers[0] = "Authorization";
        headers[1] = bearer;
        if (body != null) {
            headers[2] = TYPE;
            headers[3] = JSON;
        }
        System.arraycopy(more, 0, headers, headers.length - more.length, more.length);
        return wire.send(method, path, body, headers);
    }

    private String bearer(JsonObject client) throws Exception {
        return bearer(client.getString("clientId"), client.getString("secret"));
    }

    private String bearer(String client, String secret) throws Exception {
        return "Bearer " + Wire.json(answered(200, token(client, secret))).getString("access_token");
    }

    /** By one source no more than five in a second: asked again until it is answered. */
    private HttpResponse<String> token(String client, String secret) throws Exception {
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        HttpResponse<String> answer = wire.post("/oauth2/token", form, TYPE, FORM);
        for (int tries = 0; answer.statusCode() == 429 && tries < 500; tries++) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            answer = wire.post("/oauth2/token", form, TYPE, FORM);
        }
        return answer;
    }

    private static JsonObject part(String token, int which) {
        return StrictJson.object("token",
                Base64Url.decode("part", token.replace("Bearer ", "").split("\\.")[which]));
    }

    private static HttpResponse<String> answered(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.request().uri() + " " + answer.body());
        boolean problem = status >= 400 && answer.request().uri().getPath().startsWith("/management/");
        assertEquals(problem ? "application/problem+json" : "",
                problem ? header(answer, TYPE) : "", answer.body());
        return answer;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
