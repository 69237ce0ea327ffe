package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.identity.Role;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A draft's impact before it is in force, and what comes of the same evidence once it is, over HTTP. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ImpactIT {
    private static final String TENANTS = "/management/v1/tenants";
    private static final String JSON = "application/json";
    private static final String KEEPER = "impact-keeper";
    private static final String OTHER = "impact-other";
    private static final Octets HELD = Octets.utf8("held by the enclave");
    /** Two signers, debuggable or not, versions 1 to 5: twenty. */
    private static final List<EmulatedEnclave> ENCLAVES = enclaves();

    @ArquillianResource
    private URI base;
    private Wire wire;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archive.built();
    }

    @BeforeEach
    void connect() {
        wire = new Wire(base);
    }

    private static List<EmulatedEnclave> enclaves() {
        List<EmulatedEnclave> enclaves = new ArrayList<>();
        for (String signer : List.of("one signer", "another signer"))
            for (boolean debug : new boolean[]{false, true})
                for (int svn = 1; svn <= 5; svn++)
                    enclaves.add(EmulatedEnclave.sample().withMrSigner(Octets.utf8(signer).sha256()).withDebug(debug)
                            .withProduct(1, svn));
        return enclaves;
    }

    private static String policy(int svn, boolean debug) {
        return "version=1.0; authorizationrules{ [type==\"x-ms-sgx-svn\", value>=" + svn + "]"
                + (debug ? "" : " && [type==\"x-ms-sgx-is-debuggable\", value==false]")
                + " => permit(); }; issuancerules{ c:[type==\"x-ms-sgx-svn\"] => issue(type=\"svn\", value=c.value); };";
    }

    /** Show 4. */
    @Test
    @Tag("TE-06")
    void listsExactlyTheFlipsThatActivationBrings() throws Exception {
        Cast cast = Cast.of(wire, KEEPER, OTHER);
        Cast.Player owner = cast.of(KEEPER, Role.TENANT_ADMINISTRATOR);
        Cast.Player author = cast.of(KEEPER, Role.POLICY_ADMINISTRATOR);
        assertEquals(409, start(author, KEEPER, policy(3, false)).statusCode(), "nothing is kept yet");
        keep(owner, KEEPER);
        activate(cast, KEEPER, policy(2, true));
        List<String> evidence = ENCLAVES.stream().map(ImpactIT::body).toList();
        List<Boolean> before = attest(KEEPER, evidence, "aa");
        JsonObject impact = replayedAll(author, policy(4, false), 20);
        JsonObject result = impact.getJsonObject("result");
        assertEquals(0, result.getInt("notReproduced"), result.toString());
        assertEquals(List.of(), result.getJsonArray("drift"));
        assertEquals(20, result.getInt("recorded"));
        activate(cast, KEEPER, policy(4, false));
        List<Boolean> after = attest(KEEPER, evidence, "bb");
        Set<String> flipped = new TreeSet<>();
        for (int i = 0; i < 20; i++)
            if (!before.get(i).equals(after.get(i)))
                flipped.add(trace("aa", i));
        Set<String> foretold = new TreeSet<>(result.getJsonObject("examples").getJsonArray("flips")
                .getValuesAs(JsonObject.class).stream().map(flip -> flip.getString("traceId")).toList());
        assertEquals(flipped, foretold);
        assertEquals(flipped.size(), result.getJsonArray("flips").getJsonObject(0).getInt("count"));
        assertTrue(flipped.size() > 3 && flipped.size() < 20, flipped::toString);
        assertEquals(20, result.getInt("unchanged") + flipped.size());
        afterwards(cast, impact);
        forgets(cast, owner);
    }

    /** Other callers, and the same replay from the other side. */
    private void afterwards(Cast cast, JsonObject impact) throws Exception {
        String path = path(KEEPER) + "/impacts/" + impact.getString("id");
        assertEquals(200, get(cast.of(KEEPER, Role.AUDITOR), path).statusCode());
        assertEquals(403, get(cast.of(KEEPER, Role.ATTESTATION_READER), path).statusCode());
        assertEquals(404, get(cast.of(OTHER, Role.AUDITOR), path).statusCode());
        assertEquals(404, get(cast.of(OTHER, Role.AUDITOR), path.replace(KEEPER, OTHER)).statusCode());
        assertEquals(404, get(cast.of(KEEPER, Role.AUDITOR), path.replace("sgxenclave", "openenclave")).statusCode());
        JsonObject back = replayedAll(cast.of(KEEPER, Role.AUDITOR), policy(2, true), 40).getJsonObject("result");
        assertEquals(0, back.getInt("notReproduced"), back.toString());
        assertFalse(back.getJsonArray("drift").isEmpty(), "the first twenty were judged by another policy");
    }

    private void forgets(Cast cast, Cast.Player owner) throws Exception {
        String kept = "SELECT count(*) FROM assay.kept_appraisal k JOIN assay.tenant USING (tenant_id) WHERE name = '"
                + KEEPER + "'";
        assertEquals("40", DatabaseFirst.one(kept));
        assertEquals("0", DatabaseFirst.one(kept.replace(KEEPER, OTHER)));
        HttpResponse<String> off = wire.send("PATCH", TENANTS + "/" + KEEPER, "{\"keepEvidence\":{\"days\":null}}",
                owner.headers("Content-Type", JSON, "If-Match", "*"));
        assertEquals(200, off.statusCode(), off.body());
        assertTrue(Wire.json(off).getJsonObject("keepEvidence").isNull("days"));
        assertEquals(409, start(cast.of(KEEPER, Role.AUDITOR), KEEPER, policy(1, true)).statusCode());
        attest(KEEPER, List.of(body(ENCLAVES.getFirst())), "cc");
        assertEquals("40", DatabaseFirst.one(kept));
    }

    @Test
    void refusesADraftWithErrorsNamingEachPlace() throws Exception {
        Cast.Player author = new Cast.Player("author", java.util.Optional.of(author("demo")), java.util.Optional.of(
                "demo"), Set.of());
        DatabaseFirst.update("UPDATE assay.tenant SET keep_evidence_days = 1 WHERE name = ?", "demo");
        HttpResponse<String> unparsed = start(author, "demo", "version=1.0;\nnonsense;");
        assertEquals(400, unparsed.statusCode(), unparsed.body());
        assertEquals("policy-parsing-error", Wire.json(unparsed).getString("code"));
        assertEquals(2, Wire.json(unparsed).getJsonArray("problems").getJsonObject(0).getInt("line"));
        for (String wrong : List.of("{}", "{\"policy\":\"x\",\"policyVersion\":1}", "{\"policyVersion\":0,\"last\":0}",
                "{\"policyVersion\":0,\"seconds\":301}", "{\"policyVersion\":0,\"from\":\"now\"}", "[]",
                "{\"policyVersion\":0,\"colour\":1}"))
            assertEquals(400, post(author, "demo", wrong).statusCode(), wrong);
        assertEquals(404, wire.post(TENANTS + "/demo/policies/Nothing:impact", "{\"policyVersion\":0}",
                author.headers("Content-Type", JSON)).statusCode());
        DatabaseFirst.update("UPDATE assay.tenant SET keep_evidence_days = NULL WHERE name = ?", "demo");
    }

    private String author(String tenant) throws Exception {
        String secret = "a-secret-of-the-impact-test-client";
        DatabaseFirst.addClient(tenant, "impact", "policy-administrator", secret);
        String basic = Base64.getEncoder().encodeToString((tenant + ".impact:" + secret).getBytes("UTF-8"));
        return "Bearer " + Wire.json(wire.post("/oauth2/token", "grant_type=client_credentials", "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", "Basic " + basic, "X-Forwarded-For", "10.8.0.1"))
                .getString("access_token");
    }

    private void keep(Cast.Player owner, String tenant) throws Exception {
        HttpResponse<String> kept = wire.send("PATCH", TENANTS + "/" + tenant, "{\"keepEvidence\":{\"days\":30}}",
                owner.headers("Content-Type", JSON, "If-Match", "*"));
        assertEquals(200, kept.statusCode(), kept.body());
        assertEquals(30, Wire.json(kept).getJsonObject("keepEvidence").getInt("days"));
        HttpResponse<String> baseline = wire.send("PATCH", TENANTS + "/" + tenant, "{\"baseline\":\"azure\"}",
                owner.headers("Content-Type", JSON, "If-Match", "*"));
        assertEquals(200, baseline.statusCode(), baseline.body());
    }

    /** By the data plane, as the hosted service's clients do. */
    private void activate(Cast cast, String tenant, String policy) throws Exception {
        HttpResponse<String> put = wire.send("PUT", "/t/" + tenant + "/policies/SgxEnclave?api-version=2020-10-01",
                policy, cast.of(tenant, Role.ATTESTATION_CONTRIBUTOR).headers("Content-Type", "text/plain"));
        assertEquals(200, put.statusCode(), put.body());
    }

    private static String body(EmulatedEnclave enclave) {
        Octets quote = DatabaseFirst.PLATFORM.installation().attester().withEnclave(enclave)
                .quote(ReportData.binding(HELD));
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return "{\"quote\":\"" + url.encodeToString(quote.toArray()) + "\",\"runtimeData\":{\"data\":\""
                + url.encodeToString(HELD.toArray()) + "\",\"dataType\":\"Binary\"}}";
    }

    /** Which are permitted. */
    private List<Boolean> attest(String tenant, List<String> evidence, String mark) throws Exception {
        List<Boolean> permitted = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            HttpResponse<String> answer = wire.post("/t/" + tenant + "/attest/SgxEnclave?api-version=2020-10-01",
                    evidence.get(i), "Content-Type", JSON, "traceparent", "00-" + trace(mark, i)
                            + "-b7ad6b7169203331-00");
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 400, answer.body());
            permitted.add(answer.statusCode() == 200);
        }
        return permitted;
    }

    private static String trace(String mark, int number) {
        return mark + "%030x".formatted(number + 1);
    }

    private static String path(String tenant) {
        return TENANTS + "/" + tenant + "/policies/sgxenclave";
    }

    private HttpResponse<String> get(Cast.Player player, String path) throws Exception {
        return wire.get(path, player.headers());
    }

    private HttpResponse<String> start(Cast.Player player, String tenant, String draft) throws Exception {
        return post(player, tenant, Json.createObjectBuilder().add("policy", draft).add("examples", 100).build()
                .toString());
    }

    private HttpResponse<String> post(Cast.Player player, String tenant, String body) throws Exception {
        return wire.post(TENANTS + "/" + tenant + "/policies/SgxEnclave:impact", body,
                player.headers("Content-Type", JSON));
    }

    /** Ends once it is done and saw so many; what was attested last is kept a moment later. */
    private JsonObject replayedAll(Cast.Player player, String draft, int many) throws Exception {
        JsonObjectBuilder nothing = Json.createObjectBuilder();
        JsonObject last = nothing.build();
        for (int attempt = 0; attempt < 50; attempt++) {
            HttpResponse<String> started = start(player, KEEPER, draft);
            assertEquals(202, started.statusCode(), started.body());
            URI location = URI.create(started.headers().firstValue("Location").orElseThrow());
            assertEquals("assay.example", location.getHost());
            last = ended(player, location.getPath());
            assertEquals("done", last.getString("state"), last.toString());
            if (last.getInt("total") == many)
                return last;
        }
        throw new AssertionError(last.toString());
    }

    private JsonObject ended(Cast.Player player, String location) throws Exception {
        JsonObject shown;
        do {
            shown = Wire.json(get(player, location));
        } while (shown.getString("state").equals("running"));
        return shown;
    }
}
