package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified administration client of the Azure SDK for JavaScript, its own checks switched on (maa-api §10). */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureJavaScriptPolicyIT {
    private static final String POLICY = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"written\", value=\"javascript\");};";

    private final RunningService service;
    private final PolicyKey key = PolicyKey.make();
    private JsonObject result;

    AzureJavaScriptPolicyIT(RunningService service) {
        this.service = service;
    }

    /** Before each test, not before all: a skipped test is reported, a skipped class is not. */
    @BeforeEach
    void callEverythingOnce() {
        if (result != null)
            return;
        NodeProgram program = NodeProgram.installed(service.authority());
        PolicyTenant tenant = PolicyTenant.make(service, "sdk-javascript");
        result = Json.object(program.run("policy.mjs", jakarta.json.Json.createObjectBuilder()
                .add("endpoint", tenant.endpoint()).add("issuer", tenant.endpoint()).add("token", tenant.token())
                .add("policy", POLICY).add("privateKey", key.privateKeyPem())
                .add("certificate", key.certificatePem()).build().toString()));
    }

    @Test
    void setsGetsAndResetsAnUnsecuredPolicy() {
        JsonObject set = result.getJsonObject("set");
        assertEquals("Updated", set.getString("resolution"));
        assertEquals(result.getString("expectedHash"), set.getString("hash"));
        assertEquals(JsonValue.NULL, set.get("signer"));
        assertEquals(POLICY, result.getString("got"));
        assertEquals("Removed", result.getJsonObject("reset").getString("resolution"));
        assertEquals(result.getString("served"), result.getString("after"));
        assertNotEquals(POLICY, result.getString("after"));
    }

    @Test
    void setsAndResetsASignedPolicyAndNamesItsSigner() {
        JsonObject signed = result.getJsonObject("signed");
        assertEquals("Updated", signed.getString("resolution"));
        assertEquals(result.getString("expectedSignedHash"), signed.getString("hash"));
        assertEquals(bare(key.certificatePem()), bare(signed.getString("signer")));
        assertEquals(POLICY, result.getString("signedGot"));
        assertEquals("Removed", result.getJsonObject("signedReset").getString("resolution"));
    }

    private static String bare(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    }

    @Test
    void listsNoCertificates() {
        assertEquals(0, result.getInt("certificates"));
    }

    @Test
    void throwsTheServicesAnswers() {
        assertEquals(400, result.getJsonObject("unparsed").getInt("status"));
        assertEquals("PolicyParsingError", result.getJsonObject("unparsed").getString("code"));
        assertEquals(401, result.getJsonObject("unknown").getInt("status"));
        assertTrue(result.getJsonObject("unknown").containsKey("code"));
    }
}
