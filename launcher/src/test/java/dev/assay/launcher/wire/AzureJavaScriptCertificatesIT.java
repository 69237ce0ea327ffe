package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An isolated tenant, administered by the unmodified Azure SDK for JavaScript with its own checks switched on (maa-api
 * §10).
 */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureJavaScriptCertificatesIT {
    private static final String POLICY = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"written\", value=\"javascript, isolated\");};";

    private final RunningService service;
    private final PolicyKey listed = PolicyKey.make();
    private final PolicyKey other = PolicyKey.make();
    private JsonObject result;

    AzureJavaScriptCertificatesIT(RunningService service) {
        this.service = service;
    }

    /** Before each test, not before all: a skipped test is reported, a skipped class is not. */
    @BeforeEach
    void callEverythingOnce() {
        if (result != null)
            return;
        NodeProgram program = NodeProgram.installed(service.authority());
        PolicyTenant tenant = PolicyTenant.isolated(service, "sdk-js-isolated", listed, "attestation-contributor");
        PolicyTenant reader = PolicyTenant.isolated(service, "sdk-js-read", listed, "attestation-reader");
        result = Json.object(program.run("certificates.mjs", jakarta.json.Json.createObjectBuilder()
                .add("endpoint", tenant.endpoint()).add("issuer", tenant.endpoint()).add("token", tenant.token())
                .add("readerEndpoint", reader.endpoint()).add("readerToken", reader.token()).add("policy", POLICY)
                .add("listed", pem(listed)).add("other", pem(other)).build().toString()));
    }

    private static JsonObjectBuilder pem(PolicyKey key) {
        return jakarta.json.Json.createObjectBuilder().add("privateKey", key.privateKeyPem()).add("certificate",
                key.certificatePem());
    }

    @Test
    void addsListsAndRemovesCertificates() {
        for (JsonObject added : result.getJsonArray("added").getValuesAs(JsonObject.class))
            assertEquals("IsPresent " + other.thumbprint(), added.getString("result") + " "
                    + added.getString("thumbprint"));
        for (JsonObject removed : result.getJsonArray("removed").getValuesAs(JsonObject.class))
            assertEquals("IsAbsent " + other.thumbprint(), removed.getString("result") + " "
                    + removed.getString("thumbprint"));
        assertEquals(certificates(listed), list("before"));
        assertEquals(certificates(listed, other), list("during"));
        assertEquals(certificates(listed), list("after"));
    }

    @Test
    void setsAPolicyThatOutlivesItsSignerAndResetsIt() {
        assertEquals("Updated", result.getString("set"));
        assertEquals(POLICY, result.getString("kept"));
        assertNotEquals(POLICY, result.getString("served"));
        assertEquals("InvalidParameter", result.getJsonObject("late").getString("code"));
        assertEquals("Removed", result.getString("reset"));
    }

    @Test
    void throwsTheServicesAnswersForWhatIsNotAllowed() {
        result.getJsonObject("refusals").forEach((what, refusal) -> {
            assertEquals(400, refusal.asJsonObject().getInt("status"), what + " " + refusal);
            assertEquals(what.startsWith("unlisted") ? "InvalidParameter" : "InvalidOperation",
                    refusal.asJsonObject().getString("code"), what);
        });
        assertEquals(5, result.getJsonObject("refusals").size());
        assertEquals("PolicyParsingError", result.getJsonObject("unparsed").getString("code"));
        assertEquals(400, result.getJsonObject("unparsed").getInt("status"));
        assertEquals(401, result.getJsonObject("readers").getInt("status"));
        assertEquals("Unauthorized", result.getJsonObject("readers").getString("code"));
        assertEquals(result.getString("served"), result.getString("untouched"));
    }

    private static Set<String> certificates(PolicyKey... keys) {
        return Stream.of(keys).map(key -> bare(key.certificatePem())).collect(Collectors.toSet());
    }

    private Set<String> list(String when) {
        return result.getJsonArray(when).getValuesAs(JsonString.class).stream().map(text -> bare(text.getString()))
                .collect(Collectors.toSet());
    }

    private static String bare(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    }
}
