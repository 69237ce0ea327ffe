package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bootlog.Fact;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.emulator.tpm.TpmIdentity;
import dev.assay.emulator.tpm.TpmRequestMistake;
import dev.assay.emulator.tpm.TpmVariation;
import dev.assay.emulator.tpm.Version;
import dev.assay.identity.Role;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exchange about TPMs, over HTTP: who may speak, in which words, and what is refused before and by the appraisal. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TpmIT {
    private static final String JSON = "application/json";
    private static final int LARGEST = 16 << 20;
    private static final EmulatedTpmDevice DEVICE = EmulatedTpmDevice.create(Instant.now());
    private static Cast cast;
    private static TpmOwner owner;

    @ArquillianResource
    private URI base;
    private Wire wire;
    private TpmVisitor visitor;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(base);
        if (cast == null) {
            cast = Cast.of(wire);
            owner = tenant("tpm-blue").trusting(DEVICE).deciding(TpmOwner.POLICY);
        }
        visitor = owner.reader();
    }

    private TpmOwner tenant(String name) throws Exception {
        HttpResponse<String> made = wire.post("/management/v1/tenants", "{\"name\":\"" + name + "\"}",
                cast.administrator().headers("Content-Type", JSON));
        assertEquals(201, made.statusCode(), made.body());
        return new TpmOwner(wire, cast, name);
    }

    @Test
    void answersInTheStyleAskedOnEverySpellingOfThePath() throws Exception {
        for (String path : List.of("/T/Tpm-Blue/ATTEST/tpm?API-VERSION=2022-08-01",
                "//t/tpm-blue//attest/TPM/?api-version=2025-06-01",
                "/t/tpm-blue/attest/Tpm?api-version=2018-09-01-preview"))
            for (TpmVisitor each : List.of(visitor.at(path), visitor.at(path).bare())) {
                JsonObject claims = each.claims(each.attest(DEVICE));
                assertTrue(claims.getBoolean("aikValidated") && claims.getBoolean("secureBootEnabled"), path);
                assertEquals("https://assay.example/t/tpm-blue", claims.getString("iss"));
            }
    }

    @Test
    void namesWhatAMessageLacks() throws Exception {
        for (Map.Entry<String, String> wrong : Map.of("{\"payload\":{\"type\":\"aikcer\"}}",
                "payload.type: is not known",
                "{\"type\":\"sgx\"}", "type: is not known", "{}", "type: is missing",
                "{\"request\":\"{}\"}", "request: is not a compact JWS", "{\"payload\":1}", "payload: is not an object",
                "{\"type\":\"aikpub\"}", "ek_cert: is missing").entrySet()) {
            HttpResponse<String> answer = visitor.say(wrong.getKey());
            assertEquals("400 InvalidParameter", answer.statusCode() + " " + Wire.code(answer), wrong.getKey());
            assertTrue(answer.body().contains(wrong.getValue()), answer.body());
        }
        assertTrue(visitor.send("{}").body().contains("data: is missing"));
    }

    @Test
    @Tag("AU-05")
    void speaksToKnownCallersUnlessTheTenantSaysOtherwise() throws Exception {
        TpmOwner open = tenant("tpm-open");
        TpmVisitor stranger = TpmVisitor.of(wire, "tpm-open", cast.administrator()).unnamed();
        for (TpmVisitor unknown : List.of(stranger, visitor.unnamed(),
                TpmVisitor.of(wire, "tpm-open", cast.hire("tpm-blue", Role.ATTESTATION_READER)),
                TpmVisitor.of(wire, "tpm-open", cast.hire("tpm-open", Role.AUDITOR)),
                TpmVisitor.of(wire, "tpm-open", cast.administrator()))) {
            assertEquals(401, unknown.init().statusCode());
            assertEquals("Unauthorized", Wire.code(unknown.say("not even JSON")));
        }
        open.set("{\"authenticatedTypes\":[\"SgxEnclave\"]}");
        stranger.challenge();
        assertEquals(401, stranger.at("/t/tpm-open/attest/Tpm?api-version=2018-09-01-preview").init().statusCode());
    }

    @Test
    @Tag("AU-05")
    void speaksToAnybodyWhereTheProviderSaysSo() throws Exception {
        String provider = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Attestation/attestationProviders/"
                + "tpm-provided?api-version=2021-06-01";
        String[] headers = cast.administrator().headers("Content-Type", JSON);
        assertEquals(201, wire.send("PUT", provider, "{\"location\":\"local\"}", headers).statusCode());
        TpmVisitor stranger = TpmVisitor.of(wire, "tpm-provided", cast.administrator()).unnamed();
        assertEquals(401, stranger.init().statusCode());
        HttpResponse<String> off = wire.send("PATCH", provider,
                "{\"properties\":{\"tpmAttestationAuthentication\":\"Disabled\"}}", headers);
        assertEquals(200, off.statusCode(), off.body());
        stranger.challenge();
    }

    @Test
    @Tag("TP-21")
    void takesEachChallengeOnceAndFromItsOwnTenantAlone() throws Exception {
        TpmChallenge challenge = visitor.challenge();
        String request = DEVICE.attest(challenge, Instant.now());
        TpmVisitor other = tenant("tpm-other").trusting(DEVICE).deciding(TpmOwner.POLICY).reader();
        reason("service-context-invalid", other.request(request));
        visitor.claims(visitor.request(request));
        reason("challenge-used", visitor.request(request));
        reason("challenge-used", visitor.request(DEVICE.attest(challenge, Instant.now())));
        other.claims(other.attest(DEVICE));
    }

    @Test
    @Tag("TP-21")
    void usesUpTheChallengeOfARequestThatDoesNotHold() throws Exception {
        TpmChallenge challenge = visitor.challenge();
        reason("request-signature-invalid", visitor.request(
                DEVICE.with(TpmRequestMistake.REQUEST_SIGNED_BY_OTHER_KEY, challenge, Instant.now()).request()));
        reason("challenge-used", visitor.request(DEVICE.attest(challenge, Instant.now())));
    }

    @Test
    @Tag("TP-21")
    void refusesAChallengeOrContextWithAnyOctetChanged() throws Exception {
        TpmChallenge challenge = visitor.challenge();
        for (int at = 0; at < challenge.value().length(); at++) {
            int octet = at;
            reason("challenge-mismatch", visitor.request(DEVICE.make(challenge, Instant.now(),
                    draft -> draft.request().challenge(value -> value.flipped(octet))).request()));
        }
        Octets context = Octets.base64Url(challenge.serviceContext());
        for (int at = 0; at < context.length(); at += 7) {
            String changed = context.flipped(at).toBase64Url();
            reason("service-context-invalid", visitor.request(DEVICE.make(challenge, Instant.now(),
                    draft -> draft.request().serviceContext(changed)).request()));
        }
        visitor.claims(visitor.request(DEVICE.attest(challenge, Instant.now())));
    }

    @Test
    @Tag("DO-01")
    void takesBodiesOfSixteenMebibytesAndNoMore() throws Exception {
        String small = visitor.messages().init();
        visitor.told(visitor.send(small + " ".repeat(2 * (1 << 20))));
        visitor.told(visitor.send(small + " ".repeat(LARGEST - small.length())));
        visitor.told(visitor.say("{\"payload\":{\"type\":\"aikcert\"}" + " ".repeat(LARGEST / 2) + "}"));
        HttpResponse<String> tooLarge = visitor.send(small + " ".repeat(LARGEST - small.length() + 1));
        assertEquals("413 RequestBodyTooLarge", tooLarge.statusCode() + " " + Wire.code(tooLarge));
    }

    @Test
    void saysWhatThisReleaseDoesNotJudge() throws Exception {
        reason("vbs-unsupported", visitor.request(changed(text -> text.replace("\"basic\"", "\"vbs\""), Version.V2)));
        reason("ima-unsupported", visitor.request(changed(text -> text.replace("\"TCG\"", "\"IMA\""), Version.V2)));
        reason("drtm-unsupported", visitor.request(changed(text -> text.replace("\"srtm_boot_log\"",
                "\"drtm_boot_log\":\"AAAA\",\"srtm_boot_log\""), Version.V1)));
    }

    private String changed(UnaryOperator<String> change, Version version) throws Exception {
        return DEVICE.make(visitor.challenge(), Instant.now(),
                draft -> draft.request().version(version).payload(text -> {
                    assertNotEquals(text, change.apply(text), "the change changes something");
                    return change.apply(text);
                })).request();
    }

    @Test
    @Tag("TP-06")
    @Tag("TP-08")
    @Tag("TP-09")
    void enrolsADeviceOnceAndAttestsIt() throws Exception {
        EmulatedTpmDevice device = DEVICE.sibling(Instant.now());
        reason("attestation-key-not-trusted", byRegistration(device));
        JsonObject enrolled = visitor.told(visitor.enrol(device));
        assertTrue(visitor.claims(byRegistration(device)).getBoolean("aikValidated"));
        assertEquals(enrolled, visitor.bare().told(visitor.bare().enrol(device)));
        HttpResponse<String> conflict = visitor.enrol(withOtherKey(device));
        assertEquals("409 device-conflict", conflict.statusCode() + " " + inner(conflict), conflict.body());
        assertTrue(visitor.claims(byRegistration(device)).getBoolean("aikValidated"), "nothing was replaced");
        HttpResponse<String> shown = wire.get(owner.path() + "/devices/" + enrolled.getString("device"),
                cast.hire("tpm-blue", Role.TENANT_ADMINISTRATOR).headers());
        assertEquals(DEVICE.clock().resets(), Wire.json(shown).getJsonObject("last").getInt("resetCount"));
    }

    private HttpResponse<String> byRegistration(EmulatedTpmDevice device) throws Exception {
        return visitor.request(
                device.with(TpmVariation.REGISTERED_DEVICE, visitor.challenge(), Instant.now()).request());
    }

    /** The same TPM with another attestation key. */
    private static EmulatedTpmDevice withOtherKey(EmulatedTpmDevice device) {
        TpmIdentity other = device.sibling(Instant.now()).identity();
        return EmulatedTpmDevice.of(new TpmIdentity(other.pki(), device.identity().endorsementKey(),
                other.attestationKey(), other.aik(), other.requestKey()), device.system());
    }

    @Test
    @Tag("TP-08")
    void refusesAnotherSecretAndThenTheRightOne() throws Exception {
        EmulatedTpmDevice device = DEVICE.sibling(Instant.now());
        JsonObject offered = visitor.told(visitor.send(visitor.messages().enrol(device)));
        String context = offered.getString("service_context");
        Octets secret = device.activate(Octets.base64Url(offered.getString("credential_blob")),
                Octets.base64Url(offered.getString("encrypted_secret")));
        reason("credential-mismatch", visitor.send(visitor.messages().activated(secret.flipped(0), context)));
        reason("challenge-used", visitor.send(visitor.messages().activated(secret, context)));
        String challenged = visitor.challenge().serviceContext();
        reason("service-context-invalid", visitor.send(visitor.messages().activated(secret, challenged)));
        EmulatedTpmDevice stranger = EmulatedTpmDevice.create(Instant.now());
        reason("endorsement-key-not-trusted", visitor.send(visitor.messages().enrol(stranger)));
    }

    /** As recorded of the hosted service, which answers this to everybody before a policy is set. */
    @Test
    void saysThatNoPolicyIsSet() throws Exception {
        TpmOwner bare = tenant("tpm-bare").trusting(DEVICE);
        HttpResponse<String> refused = bare.reader().attest(DEVICE);
        assertEquals("400 policy-no-permit", refused.statusCode() + " " + inner(refused), refused.body());
        assertTrue(refused.body().contains("no policy is set for Tpm"), refused.body());
        HttpResponse<String> policy = wire.get("/t/tpm-bare/policies/Tpm?api-version=2020-10-01",
                cast.hire("tpm-bare", Role.ATTESTATION_READER).headers());
        assertEquals("eyJhbGciOiJub25lIn0..",
                CrossTenant.part(Wire.json(policy).getString("token"), 1).getString("x-ms-policy"));
    }

    @Test
    @Tag("PO-11")
    void triesARequestUnderADraftAndLeavesItsChallengeAlone() throws Exception {
        String request = DEVICE.attest(visitor.challenge(), Instant.now());
        assertEquals("permit", tried(request, TpmOwner.POLICY).getString("verdict"));
        assertEquals("deny policy-denied", tried(request, DENYING).getString("verdict") + " "
                + tried(request, DENYING).getString("reason"));
        visitor.claims(visitor.request(request));
    }

    private static final String DENYING = """
            version=1.2;
            authorizationrules { [type=="secureBootEnabled", value==true] => deny(); => permit(); };
            issuancerules { };
            """;

    private JsonObject tried(String request, String policy) throws Exception {
        HttpResponse<String> report = wire.post(owner.path() + "/appraisals", Json.createObjectBuilder()
                .add("attestationType", "Tpm").add("request", request).add("policy", policy).build().toString(),
                cast.hire("tpm-blue", Role.AUDITOR).headers("Content-Type", JSON));
        assertEquals(200, report.statusCode(), report.body());
        return Wire.json(report);
    }

    @Test
    @Tag("AD-07")
    void foretellsWhatADraftMakesOfKeptEvidence() throws Exception {
        TpmOwner keeper = tenant("tpm-keeper").trusting(DEVICE).deciding(TpmOwner.POLICY)
                .set("{\"keepEvidence\":{\"days\":7}}");
        TpmVisitor reader = keeper.reader();
        reader.claims(reader.attest(DEVICE));
        reader.claims(reader.attest(DEVICE.sibling(Instant.now()).with(Fact.SECURE_BOOT, 0)));
        JsonObject result = impact(keeper, DENYING, 2).getJsonObject("result");
        assertEquals(0, result.getInt("notReproduced"), result.toString());
        JsonObject flip = result.getJsonArray("flips").getJsonObject(0);
        assertEquals(1, flip.getInt("count"), result.toString());
        assertEquals(1, result.getJsonArray("flips").size(), result.toString());
        assertEquals(1, result.getInt("unchanged"), result.toString());
        assertFalse(result.getJsonObject("examples").getJsonArray("flips").isEmpty(), result.toString());
    }

    /** Ends once it saw so many: what was attested last is kept a moment later. */
    private JsonObject impact(TpmOwner keeper, String draft, int many) throws Exception {
        String[] headers = cast.hire(keeper.tenant(), Role.AUDITOR).headers("Content-Type", JSON);
        JsonObject shown = JsonObject.EMPTY_JSON_OBJECT;
        for (int attempt = 0; attempt < 50; attempt++) {
            HttpResponse<String> started = wire.post(keeper.path() + "/policies/Tpm:impact",
                    Json.createObjectBuilder().add("policy", draft).add("examples", 10).build().toString(), headers);
            assertEquals(202, started.statusCode(), started.body());
            String location = URI.create(started.headers().firstValue("Location").orElseThrow()).getPath();
            do {
                shown = Wire.json(wire.get(location, headers));
            } while (shown.getString("state").equals("running"));
            if (shown.getInt("total") == many)
                return shown;
        }
        throw new AssertionError(shown.toString());
    }

    private static void reason(String reason, HttpResponse<String> answer) {
        assertEquals("400 " + reason, answer.statusCode() + " " + inner(answer), answer.body());
    }

    private static String inner(HttpResponse<String> answer) {
        JsonObject error = Wire.json(answer).getJsonObject("error");
        return error == null || !error.containsKey("innererror")
                ? answer.body()
                : error.getJsonObject("innererror").getString("code");
    }
}
