package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Four eyes in the built archive, over HTTP: the container's transactions, roles, answers. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ApprovalIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String OURS = TENANTS + "/eyes/proposals";
    private static final String JSON = "application/json";
    private static final String SGX = "/policies/SgxEnclave?api-version=2020-10-01";
    private static final String SECRET = "a-secret-of-the-tenants-client";
    private static final String ADMINISTRATOR = "key-administrator policy-administrator tenant-administrator";
    private static final Map<String, String> TOKENS = new HashMap<>();

    @ArquillianResource
    private URI base;
    private Wire wire;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(base);
        if (!TOKENS.isEmpty())
            return;
        token("root", "platform-admin", DatabaseFirst.ADMIN_SECRET);
        for (String name : List.of("eyes", "other"))
            assertEquals(201, wire.post(TENANTS, "{\"name\":\"" + name + "\"}", "Content-Type", JSON, "Authorization",
                    TOKENS.get("root")).statusCode());
        DatabaseFirst.sql("UPDATE assay.tenant SET four_eyes = true WHERE name = 'eyes'");
        for (String name : List.of("tina", "theo"))
            client("eyes", name, ADMINISTRATOR);
        client("eyes", "ada", "auditor");
        client("eyes", "cora", "attestation-contributor");
        client("other", "olga", ADMINISTRATOR);
    }

    @Test
    void hasABaselineWaitForASecondPerson() throws Exception {
        HttpResponse<String> pending = patch("tina", "azure");
        assertEquals(202, pending.statusCode(), pending.body());
        assertEquals("approval-pending", Wire.json(pending).getString("code"));
        String path = location(pending);
        assertEquals(path, OURS + "/" + Wire.json(pending).getJsonObject("proposal").getString("id"));
        assertEquals("strict", baseline());
        assertEquals(path, location(patch("tina", "azure")));
        problem(403, "own-proposal", post("tina", path + "/approve"));
        JsonObject seen = Wire.json(get("theo", path));
        assertEquals(Json.createObjectBuilder().add("field", "baseline").add("before", "strict").add("after", "azure")
                .build(), seen.getJsonArray("differences").getJsonObject(0));
        assertTrue(seen.getBoolean("current"));
        HttpResponse<String> applied = post("theo", path + "/approve");
        assertEquals(200, applied.statusCode(), applied.body());
        assertEquals("applied", Wire.json(applied).getString("state"));
        assertEquals("eyes.theo", Wire.json(applied).getJsonObject("decidedBy").getString("subject"));
        assertEquals(List.of("propose", "approve", "apply"), Wire.json(applied).getJsonArray("history")
                .getValuesAs(JsonObject.class).stream().map(step -> step.getString("operation")).toList());
        assertEquals("azure", baseline());
        assertEquals(200, post("theo", path + "/approve").statusCode());
        problem(409, "proposal-decided", reject("theo", path, "{\"note\":\"late\"}"));
        assertEquals(202, patch("tina", "strict").statusCode());
    }

    @Test
    void bringsAPolicyIntoForceInTheTransactionOfTheDecision() throws Exception {
        String denying = document("version=1.0; authorizationrules{ => deny(); }; issuancerules{ };");
        HttpResponse<String> pending = policy("PUT", SGX, denying);
        String path = location(pending);
        assertEquals("ApprovalPending", Wire.code(pending));
        assertNotEquals(denying, policyInForce());
        DatabaseFirst.sql("UPDATE assay.tenant SET policy_versions = 1 WHERE name = 'eyes'");
        DatabaseFirst.sql("INSERT INTO assay.tenant_policy (tenant_id, attestation_type, version, policy_text,"
                + " policy_hash) SELECT tenant_id, 'OpenEnclave', 1, 'x', sha256('x') FROM assay.tenant"
                + " WHERE name = 'eyes'");
        problem(409, "change-not-possible", post("theo", path + "/approve"));
        assertEquals("waiting", Wire.json(get("theo", path)).getString("state"));
        DatabaseFirst.sql("UPDATE assay.tenant SET policy_versions = 9 WHERE name = 'eyes'");
        problem(403, "own-proposal", post("cora", path + "/approve"));
        String late = location(policy("PUT", SGX, document(
                "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };")));
        // Back to what is in force already: nothing is to be approved.
        assertEquals(200, policy("POST", SGX.replace("?", ":reset?"), "eyJhbGciOiJub25lIn0..").statusCode());
        assertEquals("applied", Wire.json(post("theo", path + "/approve")).getString("state"));
        assertEquals(denying, policyInForce());
        assertFalse(Wire.json(get("theo", late)).getBoolean("current"));
        problem(409, "proposal-overtaken", post("theo", late + "/approve"));
        assertEquals("overtaken", Wire.json(get("ada", late)).getString("state"));
        assertEquals(denying, policyInForce());
    }

    @Test
    @Tag("KM-03")
    void replacesAKeyOnceItIsApproved() throws Exception {
        String old = kids().getFirst();
        String path = location(wire.post(TENANTS + "/eyes/keys/rotate", "{\"revoke\":true}", "Content-Type", JSON,
                "Authorization", TOKENS.get("tina")));
        assertEquals(List.of(old), kids());
        problem(403, "own-proposal", post("tina", path + "/approve"));
        HttpResponse<String> approved = post("theo", path + "/approve");
        assertEquals(200, approved.statusCode(), approved.body());
        assertNotEquals(old, kids().getFirst());
        assertFalse(kids().contains(old));
    }

    @Test
    @Tag("AU-05")
    void givesAnAnchorSetByTwoOfThePlatformOnceThereAreTwo() throws Exception {
        HttpResponse<String> made = wire.post("/management/v1/clients", "{\"name\":\"second-admin\"}", "Content-Type",
                JSON, "Authorization", TOKENS.get("root"));
        assertEquals(201, made.statusCode(), made.body());
        token("second", "second-admin", Wire.json(made).getString("secret"));
        String path = location(wire.send("PATCH", TENANTS + "/other", "{\"anchorSet\":\"emulator\"}", "Content-Type",
                JSON, "If-Match", "*", "Authorization", TOKENS.get("root")));
        problem(403, "own-proposal", post("root", path + "/approve"));
        problem(403, "role-missing", post("olga", path + "/approve"));
        assertEquals("vendors", anchorSet());
        assertEquals(200, post("second", path + "/approve").statusCode());
        assertEquals("emulator", anchorSet());
    }

    private String anchorSet() throws Exception {
        return Wire.json(get("root", TENANTS + "/other")).getString("anchorSet");
    }

    private HttpResponse<String> policy(String method, String path, String body) throws Exception {
        return wire.send(method, "/t/eyes" + path, body, "Content-Type", "text/plain", "Authorization",
                TOKENS.get("cora"));
    }

    private String policyInForce() throws Exception {
        String token = Wire.json(wire.get("/t/eyes" + SGX, "Authorization", TOKENS.get("cora"))).getString("token");
        return StrictJson.object("token", Base64Url.decode("payload", token.split("\\.")[1])).getString("x-ms-policy");
    }

    @Test
    @Tag("AU-05")
    void refusesWhoMayNot() throws Exception {
        String path = location(patch("tina", baseline().equals("strict") ? "azure" : "strict"));
        String nobody = OURS + "/" + UUID.randomUUID();
        assertAll(() -> problem(404, "tenant-not-found", get("olga", path)),
                () -> problem(404, "tenant-not-found", post("olga", path + "/approve")),
                () -> problem(404, "tenant-not-found", get("olga", OURS)),
                () -> assertEquals(get("olga", path).body(), get("olga", nobody).body()),
                () -> problem(404, "proposal-not-found", get("olga", path.replace("/eyes/", "/other/"))),
                () -> problem(404, "proposal-not-found", get("theo", nobody)),
                () -> problem(403, "role-missing", post("ada", path + "/approve")),
                () -> problem(403, "anothers-proposal", post("theo", path + "/withdraw")),
                () -> problem(401, "token-missing-or-refused", wire.get(path)),
                () -> problem(401, "token-missing-or-refused", wire.post(path + "/approve", "")));
        problem(400, "malformed", reject("theo", path, "{\"notes\":\"x\"}"));
        problem(400, "malformed", reject("theo", path, "{\"note\":1}"));
        problem(400, "note-not-possible", reject("theo", path, "{\"note\":\"a\\u0007\"}"));
        problem(415, "unsupported-media-type", wire.post(path + "/reject", "{}", "Authorization", TOKENS.get("theo")));
        HttpResponse<String> rejected = reject("theo", path, "{\"note\":\"not now\"}");
        assertEquals(200, rejected.statusCode(), rejected.body());
        assertEquals("not now", Wire.json(rejected).getString("note"));
    }

    @Test
    void listsPageByPageAndByState() throws Exception {
        for (int i = 0; i < 3; i++)
            assertEquals("withdrawn", Wire.json(post("tina", stored("settings", "x" + i,
                    "{\"after\":%s,\"before\":%<s,\"kind\":\"settings-change\"}".formatted(settings())) + "/withdraw"))
                    .getString("state"));
        int seen = 0;
        String next = OURS + "?state=withdrawn&limit=2";
        while (next != null) {
            JsonObject page = Wire.json(get("ada", next));
            List<JsonObject> rows = page.getJsonArray("proposals").getValuesAs(JsonObject.class);
            assertTrue(rows.stream().allMatch(row -> row.getString("state").equals("withdrawn")));
            seen += rows.size();
            next = page.getString("next", null);
        }
        assertEquals(3, seen);
        problem(400, "malformed", get("ada", OURS + "?state=open"));
        problem(400, "malformed", get("ada", OURS + "?after=x"));
        problem(400, "malformed", get("ada", OURS + "?limit=0"));
    }

    /** As a service stores it that has a change wait. */
    private static String stored(String matter, String from, String change) throws Exception {
        UUID id = UUID.randomUUID();
        DatabaseFirst.sql("INSERT INTO assay.proposal (tenant_id, proposal_id, matter, change, base, subject, issuer,"
                + " proposed_at, expires_at) SELECT tenant_id, '%s', '%s', '%s', '%s', 'eyes.tina',"
                        .formatted(id, matter, change, from)
                + " 'https://assay.example/oauth2', now(), now() + interval '1 day' FROM assay.tenant"
                + " WHERE name = 'eyes'");
        return OURS + "/" + id;
    }

    private static String settings() {
        return "{\"anchorSet\":\"vendors\",\"authenticated\":[],\"baseline\":\"strict\",\"fourEyes\":true,"
                + "\"quotas\":{\"bodyBytes\":1048576,\"policyVersions\":1000,\"policyBytes\":1048576},\"token\":{\"algorithm\":\"RS256\"},"
                + "\"trustModel\":\"AAD\"}";
    }

    private static String document(String policy) {
        return "eyJhbGciOiJub25lIn0." + Bytes.utf8("{\"AttestationPolicy\":\"" + Bytes.utf8(policy).toBase64Url()
                + "\"}").toBase64Url() + ".";
    }

    private List<String> kids() throws Exception {
        return Wire.json(wire.get("/t/eyes/certs")).getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                .map(key -> ((JsonString) key.get("kid")).getString()).toList();
    }

    /** JAX-RS makes it absolute. */
    private static String location(HttpResponse<String> pending) {
        assertEquals(202, pending.statusCode(), pending.body());
        return URI.create(pending.headers().firstValue("Location").orElseThrow()).getPath();
    }

    private String baseline() throws Exception {
        return Wire.json(get("tina", TENANTS + "/eyes")).getString("baseline");
    }

    private HttpResponse<String> patch(String who, String baseline) throws Exception {
        return wire.send("PATCH", TENANTS + "/eyes", "{\"baseline\":\"" + baseline + "\"}", "Content-Type", JSON,
                "If-Match", "*", "Authorization", TOKENS.get(who));
    }

    private HttpResponse<String> get(String who, String path) throws Exception {
        return wire.get(path, "Authorization", TOKENS.get(who));
    }

    private HttpResponse<String> post(String who, String path) throws Exception {
        return wire.send("POST", path, null, "Authorization", TOKENS.get(who));
    }

    private HttpResponse<String> reject(String who, String path, String body) throws Exception {
        return wire.post(path + "/reject", body, "Content-Type", JSON, "Authorization", TOKENS.get(who));
    }

    private void client(String tenant, String name, String roles) throws Exception {
        DatabaseFirst.addClient(tenant, name, roles, SECRET);
        token(name, tenant + "." + name, SECRET);
    }

    private void token(String name, String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> granted = wire.post("/oauth2/token", "grant_type=client_credentials", "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic);
        assertEquals(200, granted.statusCode(), granted.body());
        TOKENS.put(name, "Bearer " + Wire.json(granted).getString("access_token"));
    }

    private static void problem(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, Wire.json(answer).getString("code"), answer.body());
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    }
}
