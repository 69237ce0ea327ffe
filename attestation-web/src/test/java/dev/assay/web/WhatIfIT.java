package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What-ifs and explained refusals of the built archive, over HTTP. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
@Tag("PO-11")
class WhatIfIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String SECRET = "a-secret-of-the-what-if-test";
    private static final String DRAFT = "version=1.0; authorizationrules{\n"
            + "[type==\"x-ms-sgx-product-id\", value==\"4711\"] => permit(); };";
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
        if (TOKENS.isEmpty()) {
            token("root", "platform-admin", DatabaseFirst.ADMIN_SECRET);
            tenant("wi-first");
            assertEquals(200, attest("wi-first").statusCode(), "brings the collateral that what-ifs find");
        }
    }

    @Test
    void tellsEverythingAndLeavesNothingButARecord() throws Exception {
        tenant("wi-tried");
        String before = stored();
        JsonObject report = told("wi-tried.paula", "wi-tried", wish().add("policy", DRAFT));
        assertEquals("deny policy-no-permit draft", report.getString("verdict") + " " + report.getString("reason")
                + " " + report.getJsonObject("policy").getString("source"));
        assertTrue(report.getString("hint").contains("the claim is an Integer, the policy compares a String"),
                report::toString);
        assertEquals(4, report.getJsonArray("collateral").size());
        JsonObject permitted = told("wi-tried.ada", "wi-tried", wish());
        assertEquals("permit", permitted.getString("verdict"), permitted::toString);
        assertTrue(permitted.getJsonObject("tokenClaims").containsKey("x-ms-sgx-mrenclave"));
        assertFalse(permitted.toString().contains("eyJ"), "no token is in it");
        assertEquals("reject", told("wi-tried.ada", "wi-tried", wish().add("at", "2090-01-01T00:00:00Z"))
                .getString("verdict"));
        assertEquals(before, stored());
        assertEquals("what-if -1 strict deny, what-if 0 strict permit, what-if 0 strict reject", DatabaseFirst.one("""
                SELECT string_agg(operation || ' ' || policy_version || ' ' || baseline || ' ' || verdict, ', '
                    ORDER BY recorded_at)
                FROM assay.audit_record WHERE tenant_name = 'wi-tried' AND jti IS NULL"""));
        assertEquals("2090", DatabaseFirst.one("SELECT to_char(max(judged_at), 'YYYY') FROM assay.audit_record"
                + " WHERE tenant_name = 'wi-tried'"));
        assertEquals("0", DatabaseFirst.one("SELECT count(*) FROM assay.signing_key JOIN assay.tenant t"
                + " USING (tenant_id) WHERE t.name = 'wi-tried'"), "no key was made");
    }

    /** What could have been changed. */
    private static String stored() throws Exception {
        return DatabaseFirst.one("""
                SELECT (SELECT count(*) FROM assay.collateral) || ' ' || (SELECT count(*) FROM assay.signing_key) || ' '
                    || (SELECT count(*) FROM assay.tenant_policy)
                    || ' ' || (SELECT string_agg(encode(digest, 'hex'), ' ' ORDER BY digest)
                        FROM assay.collateral_current)""");
    }

    @Test
    void namesTheMemberThatDoesNotHold() throws Exception {
        tenant("wi-wrong");
        problem(400, "malformed", ask("wi-wrong.paula", "wi-wrong", wish().add("at", "noon")));
        problem(400, "what-if-not-possible", ask("wi-wrong.paula", "wi-wrong", wish().add("baseline", "lax")));
        problem(400, "policy-version-not-found", ask("wi-wrong.paula", "wi-wrong", wish().add("policyVersion", 7)));
        HttpResponse<String> unparsed = ask("wi-wrong.paula", "wi-wrong", wish().add("policy", "version=1.0; x"));
        problem(400, "policy-parsing-error", unparsed);
        assertFalse(Wire.json(unparsed).getJsonArray("problems").isEmpty());
    }

    @Test
    @Tag("AU-05")
    @Tag("TE-04")
    void takesARoleOfTheTenant() throws Exception {
        tenant("wi-ours");
        tenant("wi-theirs");
        problem(404, "tenant-not-found", ask("wi-theirs.paula", "wi-ours", wish()));
        problem(403, "role-missing", ask("wi-ours.rita", "wi-ours", wish()));
        problem(403, "role-missing", ask("root", "wi-ours", wish()));
    }

    @Test
    void explainsARefusalToTheTenantsOwnRolesOnly() throws Exception {
        tenant("wi-secret");
        HttpResponse<String> put = wire.send("PUT", TENANTS + "/wi-secret/policies/SgxEnclave", DRAFT, "Content-Type",
                "text/plain", "Authorization", TOKENS.get("wi-secret.paula"));
        assertEquals(200, put.statusCode(), put.body());
        HttpResponse<String> refused = attest("wi-secret");
        JsonObject inner = Wire.json(refused).getJsonObject("error").getJsonObject("innererror");
        assertEquals("policy-no-permit", inner.getString("code"));
        assertEquals("{\"section\":\"authorizationrules\",\"rule\":1,\"line\":2}",
                inner.getJsonArray("rules").get(0).toString());
        assertFalse(refused.body().contains("4711"), refused.body());
        assertFalse(attest("wi-secret", TOKENS.get("wi-secret.rita")).body().contains("4711"));
        assertFalse(attest("wi-secret", TOKENS.get("wi-first.paula")).body().contains("4711"));
        String told = attest("wi-secret", TOKENS.get("wi-secret.ada")).body();
        assertTrue(told.contains("\"explanation\"") && told.contains("4711"), told);
    }

    private static JsonObjectBuilder wish() {
        return Json.createObjectBuilder().add("attestationType", "SgxEnclave").add("quote",
                Bytes.copyOf(AttestationIT.quote().toArray()).toBase64Url());
    }

    private JsonObject told(String who, String tenant, JsonObjectBuilder wish) throws Exception {
        HttpResponse<String> answer = ask(who, tenant, wish);
        assertEquals(200, answer.statusCode(), answer.body());
        return Wire.json(answer);
    }

    private HttpResponse<String> ask(String who, String tenant, JsonObjectBuilder wish) throws Exception {
        return wire.post(TENANTS + "/" + tenant + "/appraisals", wish.build().toString(), "Content-Type",
                "application/json", "Authorization", TOKENS.get(who));
    }

    private HttpResponse<String> attest(String tenant, String... authorization) throws Exception {
        String path = "/t/" + tenant + "/attest/SgxEnclave?api-version=2020-10-01";
        String body = AttestationIT.body("quote", AttestationIT.quote(), "held by the enclave");
        return authorization.length == 0
                ? wire.post(path, body, "Content-Type", "application/json")
                : wire.post(path, body, "Content-Type", "application/json", "Authorization", authorization[0]);
    }

    private void tenant(String name) throws Exception {
        HttpResponse<String> made = wire.post(TENANTS, "{\"name\":\"" + name + "\",\"anchorSet\":\"emulator\"}",
                "Content-Type", "application/json", "Authorization", TOKENS.get("root"));
        assertEquals(201, made.statusCode(), made.body());
        person(name, "paula", "policy-administrator");
        person(name, "ada", "auditor");
        person(name, "rita", "attestation-reader");
    }

    private void person(String tenant, String name, String role) throws Exception {
        DatabaseFirst.addClient(tenant, name, role, SECRET);
        token(tenant + "." + name, tenant + "." + name, SECRET);
    }

    private void token(String name, String client, String secret) throws Exception {
        String basic = java.util.Base64.getEncoder().encodeToString(Bytes.utf8(client + ":" + secret).toArray());
        HttpResponse<String> granted = wire.post("/oauth2/token", "grant_type=client_credentials", "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic, "X-Forwarded-For",
                "10.16.0." + TOKENS.size());
        assertEquals(200, granted.statusCode(), granted.body());
        TOKENS.put(name, "Bearer " + Wire.json(granted).getString("access_token"));
    }

    private static void problem(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, Wire.json(answer).getString("code"), answer.body());
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    }
}
