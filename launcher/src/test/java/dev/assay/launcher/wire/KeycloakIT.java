package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two tenants, each with a realm of a real Keycloak as its issuer; both realms call their different keys the same. */
@Tag("AU-01")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String KID = "the-same-in-both";
    private static final Map<String, String> CLIENTS = Map.of("operator", "assay-admin", "watcher", "assay-auditor");

    private final List<Realm> realms = List.of(realm("red"), realm("blue"));
    private Keycloak keycloak;
    private RunningService service;
    private Client client;
    private String admin;
    private boolean tried;

    private static Realm realm(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new Realm(name, pair, KID, CLIENTS);
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }

    /** Before each test, not before all: a skipped test is reported, a skipped class is not. */
    @BeforeEach
    void startOnce() throws IOException {
        if (admin != null)
            return;
        assertFalse(tried, "the start failed before; see the first test");
        keycloak = Keycloak.launch(realms);
        tried = true;
        Place place = Place.fresh("keycloak-service");
        service = RunningService.start(place, Map.of("ASSAY_OIDC_PRIVATE_NETWORKS", "true", "ASSAY_OIDC_TRUSTED_CA",
                keycloak.authority().toString()));
        client = service.client("default");
        keycloak.await(realms);
        admin = adminToken(Files.readString(place.data().resolve("keys").resolve("platform-admin.secret")).strip());
        for (String tenant : List.of("red", "blue", "green"))
            made("POST", TENANTS, "{\"name\":\"" + tenant + "\"}");
        for (Realm realm : realms)
            made("PUT", issuer(realm.name()), trust(realm));
        made("PUT", issuer("green"), trust(realms.getFirst()));
    }

    private void made(String method, String path, String body) {
        Client.Answer answer = send(method, path, body, admin);
        assertEquals(201, answer.status(), answer.body());
    }

    @AfterAll
    void stop() {
        if (keycloak != null)
            keycloak.close();
        if (service != null)
            service.stop();
    }

    @Test
    @Order(1)
    void testsTheConnectionToAnIssuer() {
        for (Realm realm : realms) {
            Client.Answer answer = send("POST", issuer(realm.name()) + ":test", "", admin);
            assertEquals(200, answer.status(), answer.body());
            JsonObject found = Json.object(answer.body());
            assertTrue(found.getBoolean("reached"), answer.body());
            assertTrue(found.getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                    .anyMatch(key -> key.getString("kid").equals(KID)), answer.body());
        }
        assertNotEquals(keycloak.keySet("red"), keycloak.keySet("blue"));
    }

    @Test
    @Order(2)
    void letsTheTenantsCallersDoWhatTheirRealmRolesGive() {
        for (String tenant : List.of("red", "blue")) {
            assertEquals(200, get(tenant, "", token(tenant, "operator")));
            assertEquals(200, get(tenant, "/issuers", token(tenant, "operator")));
            assertEquals(200, get(tenant, "", token(tenant, "watcher")));
            assertEquals(403, get(tenant, "/issuers", token(tenant, "watcher")));
        }
    }

    /** Twice, so that caches are warm the second time. The keys differ, their names do not. */
    @Test
    @Order(3)
    @Tag("TE-03")
    void refusesOneTenantsCallersAtTheOther() {
        for (int round = 0; round < 2; round++) {
            assertEquals(401, get("blue", "", token("red", "operator")));
            assertEquals(401, get("red", "", token("blue", "operator")));
            assertEquals(401, send("GET", TENANTS, null, token("red", "operator")).status());
            assertEquals(200, get("red", "", token("red", "operator")));
        }
    }

    /** Signed by blue's key, with red's issuer inside: only the key tells. */
    @Test
    @Order(4)
    void refusesATokenOfOneIssuersKeyInTheOthersName() {
        String[] parts = token("red", "operator").split("\\.");
        String signature = token("blue", "operator").split("\\.")[2];
        assertEquals(401, get("red", "", parts[0] + "." + parts[1] + "." + signature));
        assertEquals(401, get("red", "", Forged.by(realms.getLast().key(), parts[0], parts[1])));
        assertEquals(200, get("red", "", Forged.by(realms.getFirst().key(), parts[0], parts[1])));
    }

    @Test
    @Order(5)
    @Tag("AU-02")
    void refusesIdTokensAndTokensForSomebodyElse() {
        JsonObject both = keycloak.tokens("red", "operator", "openid");
        assertEquals(200, get("red", "", both.getString("access_token")));
        assertEquals(401, get("red", "", both.getString("id_token")));
        assertEquals(401, get("red", "", token("red", "elsewhere")));
    }

    @Test
    @Order(6)
    void goesOnWithTheKeysItKnowsWhileTheIssuerIsGone() {
        String red = token("red", "operator");
        assertEquals(200, get("red", "", red));
        keycloak.close();
        assertEquals(200, get("red", "", red));
        // green trusts red's realm and never fetched its keys
        assertEquals(503, get("green", "", red));
        Client.Answer answer = send("POST", issuer("green") + ":test", "", admin);
        assertFalse(Json.object(answer.body()).getBoolean("reached"), answer.body());
    }

    private String token(String realm, String of) {
        return keycloak.tokens(realm, of, "profile").getString("access_token");
    }

    private int get(String tenant, String below, String token) {
        return send("GET", TENANTS + "/" + tenant + below, null, token).status();
    }

    private static String issuer(String tenant) {
        return TENANTS + "/" + tenant + "/issuers/keycloak";
    }

    private String trust(Realm realm) {
        return """
                {"issuer":"%s","audiences":["%s"],"roles":[
                 {"claim":"realm_access.roles","value":"assay-admin","role":"tenant-administrator"},
                 {"claim":"realm_access.roles","value":"assay-auditor","role":"auditor"}]}"""
                .formatted(keycloak.issuer(realm.name()), realm.audience());
    }

    private Client.Answer send(String method, String path, String body, String token) {
        HttpRequest.Builder request = client.request(path).header("Authorization", "Bearer " + token);
        if (body != null)
            request.header("Content-Type", "application/json");
        return client.send(request.method(method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build());
    }

    private String adminToken(String secret) {
        String basic = Base64.getEncoder().encodeToString(("platform-admin:" + secret).getBytes());
        return Json.object(client.send(client.request("/oauth2/token").header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build()).body())
                .getString("access_token");
    }
}
