package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policies and their versions on the management plane of the built archive, over HTTP. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PolicyVersionsIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String SECRET = "a-secret-of-the-versions-test";
    private static final String PERMIT = "// permits everything\r\nversion= 1.0;\r\nauthorizationrules { => permit(); };\n"
            + "issuancerules { => issue(type=\"größe\", value=1); };\n";
    private static final String DENY = "version= 1.0;authorizationrules{=> deny();};issuancerules{};";
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
        if (TOKENS.isEmpty())
            token("root", "platform-admin", DatabaseFirst.ADMIN_SECRET);
    }

    @Test
    void setsATextRollsItBackAndKeepsBothVersions() throws Exception {
        String path = tenant("ver-text", ",\"anchorSet\":\"emulator\"");
        HttpResponse<String> shipped = get("ver-text.paula", path);
        assertEquals("\"0\"", tag(shipped));
        assertEquals("default", Wire.json(shipped).getString("source"));
        assertFalse(Wire.json(shipped).containsKey("activeFrom"));
        JsonObject first = json(200, put("ver-text.paula", path + "?note=Gr%C3%B6%C3%9Fe+zuerst", PERMIT, "\"0\""));
        assertEquals(PERMIT, first.getString("text"));
        assertEquals("Größe zuerst", first.getString("note"));
        assertEquals(hash(PERMIT), first.getString("hash"));
        assertEquals("ver-text.paula", first.getJsonObject("storedBy").getString("subject"));
        assertEquals(hash(PERMIT), attested("ver-text").getString("x-ms-policy-hash"));
        json(200, put("ver-text.paula", path, DENY, "\"1\""));
        problem(412, "changed-meanwhile", put("ver-text.paula", path, PERMIT, "\"1\""));
        HttpResponse<String> same = put("ver-text.paula", path, DENY, "\"1\"");
        assertEquals("\"2\"", tag(same));
        JsonObject page = json(200, get("ver-text.ada", path + "/versions?limit=1"));
        assertEquals(2, page.getJsonArray("versions").getJsonObject(0).getInt("version"));
        JsonObject last = json(200, get("ver-text.ada", page.getString("next")));
        assertFalse(last.containsKey("next"));
        JsonObject one = json(200, get("ver-text.ada", path + "/versions/1"));
        assertEquals(PERMIT, one.getString("text"));
        assertEquals(1, one.getJsonArray("active").size());
        assertTrue(one.getJsonArray("active").getJsonObject(0).containsKey("to"));
        HttpResponse<String> back = activate("ver-text.paula", path, 1, "?note=Back");
        assertEquals("\"3\"", tag(back));
        assertEquals(1, Wire.json(back).getInt("version"));
        assertEquals("Back", Wire.json(back).getString("activationNote"));
        assertEquals(hash(PERMIT), attested("ver-text").getString("x-ms-policy-hash"));
        assertEquals("activate 1 ver-text.paula Back 32", DatabaseFirst.one("""
                SELECT e.operation || ' ' || e.version || ' ' || e.subject || ' ' || e.note || ' ' || length(e.trace_id)
                FROM assay.policy_event e JOIN assay.tenant t USING (tenant_id)
                WHERE t.name = 'ver-text' AND e.number = 3"""));
        assertEquals("2", DatabaseFirst.one("SELECT count(*) FROM assay.tenant_policy p JOIN assay.tenant t"
                + " USING (tenant_id) WHERE t.name = 'ver-text'"));
        assertEquals(0, json(200, activate("ver-text.paula", path, 0, "")).getInt("version"));
        problem(404, "version-not-found", activate("ver-text.paula", path, 3, ""));
        JsonObject listed = json(200, get("ver-text.tina", path.replace("/SgxEnclave", "")));
        assertEquals(4, listed.getJsonArray("policies").getJsonObject(0).getInt("changes"));
    }

    @Test
    void tellsEveryProblemOfATextAndKeepsThePolicy() throws Exception {
        String path = tenant("ver-wrong", ",\"quotas\":{\"policyBytes\":8192}");
        HttpResponse<String> unparsed = put("ver-wrong.paula", path, "// x\nversion= 1.0;\nnonsense;\n"
                + "issuancerules{=> issue(type=\"iss\", value=1);};", "*");
        problem(400, "policy-parsing-error", unparsed);
        List<JsonObject> problems = Wire.json(unparsed).getJsonArray("problems").getValuesAs(JsonObject.class);
        assertTrue(problems.size() > 1, unparsed.body());
        assertEquals("3 1 nonsense", problems.getFirst().getInt("line") + " " + problems.getFirst().getInt("column")
                + " " + problems.getFirst().getString("symbol"));
        String paula = "ver-wrong.paula";
        problem(400, "malformed", put(paula, path, "a.b.c", "*"));
        problem(400, "malformed", put(paula, path + "?note=%FF", PERMIT, "*"));
        problem(400, "malformed", put(paula, path + "?note=" + "a".repeat(1025), PERMIT, "*"));
        problem(400, "malformed", put(paula, path + "?note=a&note=b", PERMIT, "*"));
        problem(400, "invalid-parameter", put(paula, path, "", "*"));
        problem(404, "not-found", put(paula, path.replace("SgxEnclave", "Nothing"), PERMIT, "*"));
        problem(413, "body-too-large", put(paula, path, "a".repeat((1 << 20) + 1), "*"));
        problem(413, "body-too-large", put(paula, path, PERMIT + " ".repeat(8192), "*"));
        person("ver-wrong", "cora", "attestation-contributor");
        HttpResponse<String> large = wire.send("PUT", "/t/ver-wrong/policies/SgxEnclave?api-version=2020-10-01",
                PERMIT + " ".repeat(8192), "Content-Type", "text/plain", "Authorization", TOKENS.get("ver-wrong.cora"));
        assertEquals("413 RequestBodyTooLarge", large.statusCode() + " " + Wire.code(large));
        problem(415, "unsupported-media-type", wire.send("PUT", path, PERMIT, "Content-Type", "application/json",
                "Authorization", TOKENS.get(paula)));
        assertEquals("\"0\"", tag(get(paula, path.replace("SgxEnclave", "sgxenclave"))));
    }

    @Test
    void letsOneOfManyWritersWin() throws Exception {
        String path = tenant("ver-race", "");
        int writers = 4;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int round = 0; round < 4; round++) {
                boolean conditional = round % 2 == 0;
                String seen = tag(get("ver-race.paula", path));
                CyclicBarrier start = new CyclicBarrier(writers);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < writers; i++) {
                    String text = DENY + " ".repeat(writers * round + i);
                    answers.add(threads.submit(() -> {
                        start.await();
                        return put("ver-race.paula", path, text, conditional ? seen : "*").statusCode();
                    }));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers)
                    statuses.add(answer.get());
                int won = (int) statuses.stream().filter(status -> status == 200).count();
                assertTrue(conditional ? won == 1 : won >= 1, statuses.toString());
                assertEquals(writers - won, statuses.stream().filter(status -> status == (conditional ? 412 : 409))
                        .count(), statuses.toString());
                assertEquals(number(seen) + won, number(tag(get("ver-race.paula", path))));
            }
        }
    }

    @Test
    @Tag("PO-09")
    void takesInAnIsolatedTenantWhatIsSigned() throws Exception {
        PolicyAuthor author = PolicyAuthor.make("author");
        String path = tenant("ver-iso", ",\"trustModel\":\"Isolated\",\"policySigningCertificates\":{\"keys\":"
                + "[{\"kty\":\"EC\",\"x5c\":[\"" + author.x5c() + "\"]}]}");
        HttpResponse<String> bare = put("ver-iso.paula", path, PERMIT, "*");
        problem(400, "policy-not-signed", bare);
        assertTrue(Wire.json(bare).getString("detail").contains("./assay policy sign"));
        problem(400, "policy-signer-not-trusted",
                put("ver-iso.paula", path, PolicyAuthor.make("stranger").signPolicy(PERMIT, ""), "*"));
        String signed = author.signPolicy(PERMIT, "");
        JsonObject first = json(200, put("ver-iso.paula", path, signed + "\r\n", "*"));
        assertEquals(signed, first.getString("document"));
        assertEquals("CN=author", first.getJsonObject("signer").getString("subject"));
        json(200, put("ver-iso.paula", path, author.signPolicy(DENY, "\"iat\":1,"), "*"));
        assertEquals(1, json(200, activate("ver-iso.paula", path, 1, "")).getInt("version"));
        problem(409, "document-counts-once", activate("ver-iso.paula", path, 2, ""));
        problem(400, "policy-not-signed", activate("ver-iso.paula", path, 0, ""));
        assertEquals(1, json(200, get("ver-iso.ada", path)).getInt("version"));
    }

    @Test
    void hasBothKindsOfChangeWaitForASecondPerson() throws Exception {
        String path = tenant("ver-eyes", "");
        DatabaseFirst.sql("UPDATE assay.tenant SET four_eyes = true WHERE name = 'ver-eyes'");
        HttpResponse<String> pending = put("ver-eyes.paula", path + "?note=why", PERMIT, "*");
        problemless(202, pending);
        assertEquals("\"0\"", tag(get("ver-eyes.paula", path)));
        assertEquals("applied", approve("ver-eyes.peter", pending).getString("state"));
        JsonObject set = json(200, get("ver-eyes.paula", path));
        assertEquals("why", set.getString("note"));
        assertEquals("ver-eyes.peter", set.getJsonObject("storedBy").getString("subject"));
        HttpResponse<String> back = activate("ver-eyes.peter", path, 0, "?note=undo");
        problemless(202, back);
        JsonObject applied = approve("ver-eyes.paula", back);
        assertEquals("policy-activation", applied.getString("kind"));
        assertEquals("{\"field\":\"policy.SgxEnclave.version\",\"before\":\"1\",\"after\":\"0\"}",
                applied.getJsonArray("differences").getJsonObject(0).toString());
        HttpResponse<String> again = activate("ver-eyes.paula", path, 1, "?note=redo");
        approve("ver-eyes.peter", again);
        JsonObject now = json(200, get("ver-eyes.paula", path));
        assertEquals("1 3 redo ver-eyes.peter", now.getInt("version") + " " + now.getInt("changes") + " "
                + now.getString("activationNote") + " " + now.getJsonObject("activatedBy").getString("subject"));
    }

    @Test
    @Tag("AU-05")
    @Tag("TE-04")
    void saysNothingToOthersAndRefusesWhoHasNotTheRole() throws Exception {
        String path = tenant("ver-ours", "");
        tenant("ver-theirs", "");
        json(200, put("ver-ours.paula", path, PERMIT, "*"));
        List<String> reads = List.of(path, path + "/versions", path + "/versions/1", path.replace("/SgxEnclave", ""));
        for (String read : reads)
            assertAll(read, () -> problem(404, "tenant-not-found", get("ver-theirs.paula", read)),
                    () -> problem(403, "role-missing", get("ver-ours.rita", read)),
                    () -> problem(403, "role-missing", get("root", read)),
                    () -> problem(401, "token-missing-or-refused", wire.get(read)),
                    () -> json(200, get("ver-ours.tina", read)));
        problem(404, "tenant-not-found", put("ver-theirs.paula", path, DENY, "*"));
        problem(404, "tenant-not-found", activate("ver-theirs.paula", path, 0, ""));
        problem(403, "role-missing", put("ver-ours.tina", path, DENY, "*"));
        problem(403, "role-missing", activate("ver-ours.ada", path, 0, ""));
        assertEquals("\"1\"", tag(get("ver-ours.paula", path)));
    }

    /** A new tenant with people of every kind; the path of its SGX policy. */
    private String tenant(String name, String more) throws Exception {
        HttpResponse<String> made = wire.post(TENANTS, "{\"name\":\"" + name + "\"" + more + "}", "Content-Type",
                "application/json", "Authorization", TOKENS.get("root"));
        assertEquals(201, made.statusCode(), made.body());
        person(name, "paula", "policy-administrator");
        person(name, "peter", "policy-administrator");
        person(name, "tina", "tenant-administrator");
        person(name, "ada", "auditor");
        person(name, "rita", "attestation-reader");
        return TENANTS + "/" + name + "/policies/SgxEnclave";
    }

    private void person(String tenant, String name, String role) throws Exception {
        DatabaseFirst.addClient(tenant, name, role, SECRET);
        token(tenant + "." + name, tenant + "." + name, SECRET);
    }

    private void token(String name, String client, String secret) throws Exception {
        String basic = java.util.Base64.getEncoder().encodeToString(Bytes.utf8(client + ":" + secret).toArray());
        HttpResponse<String> granted = wire.post("/oauth2/token", "grant_type=client_credentials", "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic);
        assertEquals(200, granted.statusCode(), granted.body());
        TOKENS.put(name, "Bearer " + Wire.json(granted).getString("access_token"));
    }

    private HttpResponse<String> get(String who, String path) throws Exception {
        return wire.get(path, "Authorization", TOKENS.get(who));
    }

    private HttpResponse<String> put(String who, String path, String body, String match) throws Exception {
        return wire.send("PUT", path, body, "Content-Type", "text/plain", "If-Match", match, "Authorization",
                TOKENS.get(who));
    }

    private HttpResponse<String> activate(String who, String path, int version, String query) throws Exception {
        return wire.send("POST", path + "/versions/" + version + ":activate" + query, null, "Authorization",
                TOKENS.get(who));
    }

    private JsonObject approve(String who, HttpResponse<String> pending) throws Exception {
        String proposal = URI.create(pending.headers().firstValue("Location").orElseThrow()).getPath();
        return json(200, wire.send("POST", proposal + "/approve", null, "Authorization", TOKENS.get(who)));
    }

    private JsonObject attested(String tenant) throws Exception {
        HttpResponse<String> answer = wire.post("/t/" + tenant + "/attest/SgxEnclave?api-version=2020-10-01",
                AttestationIT.body("quote", AttestationIT.quote(), "held by the enclave"), "Content-Type",
                "application/json");
        assertEquals(200, answer.statusCode(), answer.body());
        return StrictJson.object("token", Base64Url.decode("payload",
                Wire.json(answer).getString("token").split("\\.")[1]));
    }

    private static String hash(String text) {
        return Bytes.utf8(Bytes.utf8(text).toBase64Url()).sha256().toBase64Url();
    }

    private static String tag(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static int number(String tag) {
        return Integer.parseInt(tag.replace("\"", ""));
    }

    private static JsonObject json(int status, HttpResponse<String> answer) {
        problemless(status, answer);
        return Wire.json(answer);
    }

    private static void problemless(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
    }

    private static void problem(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, Wire.json(answer).getString("code"), answer.body());
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    }
}
