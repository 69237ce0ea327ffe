package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.EmulatedAttester;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified Azure SDK for JavaScript over HTTPS, its own checks switched on (issue 2, Show 6). */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureJavaScriptSdkIT {
    private static final Octets HELD = Octets.utf8("{\"key\":{\"kty\":\"EC\",\"n\":[1,2,3]}}");
    private static final String DRAFT = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"drafted\", value=\"yes\");};";

    private final RunningService service;
    private final EmulatedAttester single;
    private final EmulatedAttester scalable;
    private JsonObject result;

    AzureJavaScriptSdkIT(RunningService service) {
        this.service = service;
        this.single = service.platforms().attester(CaKind.PROCESSOR);
        this.scalable = service.platforms().attester(CaKind.PLATFORM);
    }

    /** Before each test, not before all: a skipped test is reported, a skipped class is not. */
    @BeforeEach
    void callEverythingOnce() {
        if (result != null)
            return;
        NodeProgram program = NodeProgram.installed(service.authority());
        result = Json.object(program.run("attest.mjs", given().toString()));
    }

    private JsonObject given() {
        return jakarta.json.Json.createObjectBuilder().add("endpoint", service.place().issuer("demo"))
                .add("issuer", service.place().issuer("demo")).add("otherEndpoint", service.place().issuer("default"))
                .add("otherIssuer", service.place().issuer("default"))
                .add("quote", base64(Evidence.binding(single, HELD).quote()))
                .add("report", base64(Evidence.binding(scalable, HELD).openEnclaveReport()))
                .add("held", base64(HELD)).add("draftPolicy", DRAFT).build();
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    @Test
    void attestsSgxWithBothKindsOfRuntimeData() {
        speaksOf(single, "sgxJson", "sgxBinary");
    }

    @Test
    void attestsOpenEnclaveWithBothKindsOfRuntimeData() {
        speaksOf(scalable, "openEnclaveJson", "openEnclaveBinary");
    }

    private void speaksOf(EmulatedAttester attester, String json, String binary) {
        describes(attester, result.getJsonObject(json), "RS256");
        describes(attester, result.getJsonObject(binary), "RS256");
        assertEquals(Json.object(HELD.asUtf8()), result.getJsonObject(json).get("runTimeClaims"));
        assertEquals(base64(HELD), result.getJsonObject(binary).getString("enclaveHeldData"));
    }

    private void describes(EmulatedAttester attester, JsonObject shown, String algorithm) {
        new Claimed(shown.getString("mrEnclave"), shown.getString("mrSigner"), shown.getInt("productId"),
                shown.getInt("svn"), shown.getBoolean("isDebuggable")).isOf(attester.enclave());
        assertAll(() -> assertEquals(algorithm, shown.getString("algorithm")),
                () -> assertEquals("sgx", shown.getString("verifierType")),
                () -> assertEquals("1.0", shown.getString("version")),
                () -> assertEquals(service.place().issuer("demo"), shown.getString("issuer")),
                () -> assertEquals(32, shown.getInt("policyHashLength")),
                () -> assertTrue(strings(shown.getJsonArray("collateral")).contains("quotehash")));
    }

    @Test
    void findsTheSignerOfEveryToken() {
        List<String> published = result.getJsonArray("published").getValuesAs(JsonObject.class).stream()
                .map(signer -> signer.getString("keyId")).toList();
        assertEquals(4, result.getJsonArray("signers").size());
        assertTrue(published.containsAll(strings(result.getJsonArray("signers"))), published::toString);
    }

    @Test
    void readsTheMetadata() {
        JsonObject metadata = result.getJsonObject("metadata");
        assertEquals(service.place().issuer("demo"), metadata.getString("issuer"));
        assertEquals(service.place().issuer("demo") + "/certs", metadata.getString("jwks_uri"));
    }

    @Test
    void answersADraftPolicyWithAnUnsecuredToken() {
        for (String form : List.of("draftAsText", "draftAsStored")) {
            describes(single, result.getJsonObject(form), "none");
            assertNotEquals(JsonValue.NULL, result.getJsonObject(form).get("policyClaims"));
        }
    }

    @Test
    void itsChecksPassOurTokenAndNoOther() {
        JsonObject problems = result.getJsonObject("problems");
        assertEquals(List.of(), strings(problems.getJsonArray("none")));
        assertEquals(List.of("Attestation Token is not properly signed."), strings(problems.getJsonArray("tampered")));
        assertEquals(1, problems.getJsonArray("otherSigners").size(), "the other tenant's keys verify it not");
        assertTrue(strings(problems.getJsonArray("otherIssuer")).getFirst().startsWith("Found issuer: "));
    }

    private static List<String> strings(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }
}
