package dev.assay.web;

import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.identity.Role;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Each route once with success, and some refusals, held against the description. */
final class DescribedExchanges {
    private static final String TENANT = "described";
    private static final String TENANTS = "/management/v1/tenants";
    private static final String ONE = TENANTS + "/{tenant}";
    private static final String PROVIDERS = "/providers/microsoft.attestation/attestationproviders";
    private static final String STABLE = "?api-version=2020-10-01";
    private static final String PREVIEW = "?api-version=2018-09-01-preview&tee=SgxEnclave";
    private static final String ARM = "?api-version=2021-06-01";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";
    private static final String EMPTY = "eyJhbGciOiJub25lIn0..";
    private static final String POLICY = "version=1.0;authorizationrules{=>permit();};issuancerules{};";

    private final Wire wire;
    private final Cast cast;
    private final DescribedAnswers described;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> succeeded = new HashSet<>();
    private Cast.Player player;
    private Cast.Player keeper;
    private Cast.Player author;
    private Cast.Player editor;
    private String type = JSON;

    DescribedExchanges(Wire wire, Cast cast, DescribedAnswers described) {
        this.wire = wire;
        this.cast = cast;
        this.described = described;
        this.player = cast.administrator();
    }

    List<String> differences() throws Exception {
        tenants();
        clients(ONE + "/clients", "{\"name\":\"robot\",\"roles\":[\"auditor\"]}", "robot");
        clients("/management/v1/clients", "{\"name\":\"second\"}", "second");
        issuers();
        keys();
        policies();
        impact();
        preview();
        managedPolicies();
        certificates();
        publicly();
        whatIf();
        tpms();
        providers();
        proposals();
        Set<String> missed = described.routes().stream().map(it -> it.route().method() + " " + it.route().path())
                .filter(route -> !succeeded.contains(route)).collect(Collectors.toCollection(TreeSet::new));
        missed.forEach(route -> wrong.add(route + " was not seen to succeed"));
        return wrong;
    }

    /** @param route as in docs/routes.md. @param rest what follows, and what stands for its last parameter */
    private HttpResponse<String> call(int status, String method, String route, String body, String... rest)
            throws Exception {
        String query = rest.length > 0 ? rest[0] : "";
        String last = rest.length > 1 ? rest[1] : "probe";
        String path = route.replace("{tenant}", TENANT).replace("{type}", "SgxEnclave").replaceAll("\\{[a-z]+\\}",
                last);
        return seen(status, method, route, wire.send(method, path + query, body,
                player.headers("Content-Type", type, "If-Match", "*")));
    }

    private HttpResponse<String> seen(int status, String method, String route, HttpResponse<String> answer) {
        String where = method + " " + route + " ";
        if (answer.statusCode() != status)
            wrong.add(where + answer.statusCode() + ", not " + status + ": " + answer.body());
        else if (status < 300)
            succeeded.add(method + " " + route);
        described.differences(method, route, answer)
                .forEach(difference -> wrong.add(where + difference + ": " + answer.body()));
        return answer;
    }

    private void tenants() throws Exception {
        call(201, "POST", TENANTS, "{\"name\":\"" + TENANT + "\",\"anchorSet\":\"emulator\"}");
        call(409, "POST", TENANTS, "{\"name\":\"default\"}");
        call(400, "POST", TENANTS, "{\"name\":\"x\"}");
        call(200, "GET", TENANTS, null, "?limit=1");
        call(400, "GET", TENANTS, null, "?limit=x");
        call(400, "GET", TENANTS, null, "?api-version=2001-01-01");
        call(200, "GET", ONE, null);
        call(200, "PATCH", ONE, "{\"token\":{\"lifetimeSeconds\":600},\"authenticatedTypes\":[\"Tpm\"]}");
        call(200, "POST", ONE + "/suspend", null);
        call(200, "DELETE", ONE, null);
        call(409, "PATCH", ONE, "{}");
        call(200, "POST", ONE + "/resume", null);
    }

    private void clients(String base, String wish, String name) throws Exception {
        String one = base + "/{client}";
        call(201, "POST", base, wish);
        call(409, "POST", base, wish);
        call(200, "GET", base, null, "?limit=1");
        call(200, "GET", one, null, "", name);
        call(404, "GET", one, null, "", "nobody");
        call(200, "PATCH", one, "{\"expiresAt\":\"2096-01-01T00:00:00Z\"}", "", name);
        call(200, "POST", one + "/rotate", "{\"overlapSeconds\":60}", "", name);
        call(400, "POST", one + "/rotate", "{\"overlapSeconds\":-1}", "", name);
        call(200, "GET", base, null);
        call(204, "DELETE", one, null, "", name);
        call(200, "POST", "/management/v1/access-token-key/rotate", "{\"revoke\":false}");
    }

    private void issuers() throws Exception {
        String one = ONE + "/issuers/{issuer}";
        String wish = "{\"issuer\":\"https://login.invalid/x\",\"audiences\":[\"a\"],\"roles\":"
                + "[{\"claim\":\"roles\",\"value\":\"x\",\"role\":\"auditor\"}]}";
        call(201, "PUT", one, wish);
        call(200, "PUT", one, wish);
        call(400, "PUT", one, "{}");
        call(400, "PUT", one, wish.replace("https", "http"));
        call(409, "PUT", one, wish, "", "other");
        call(200, "GET", one, null);
        call(200, "GET", ONE + "/issuers", null);
        call(200, "POST", one + ":test", "");
        call(204, "DELETE", one, null);
        call(404, "POST", one + ":test", "");
    }

    private void keys() throws Exception {
        keeper = cast.hire(TENANT, Role.KEY_ADMINISTRATOR);
        player = keeper;
        wire.get("/t/" + TENANT + "/certs");
        String keys = ONE + "/keys";
        call(200, "POST", keys + "/rotate", "{\"revoke\":false}");
        String kid = Wire.json(call(200, "GET", keys, null)).getJsonArray("keys").getJsonObject(0).getString("kid");
        String request = call(200, "POST", keys + "/request", "", "?kid=" + kid).body();
        call(404, "POST", keys + "/request", "", "?kid=" + "x".repeat(43));
        call(400, "POST", keys + "/request", "");
        type = "application/pem-certificate-chain";
        call(400, "PUT", keys + "/chain", "none", "?kid=" + kid);
        call(200, "PUT", keys + "/chain", KeysIT.issue(request), "?kid=" + kid);
        type = JSON;
    }

    private void policies() throws Exception {
        author = cast.hire(TENANT, Role.ATTESTATION_CONTRIBUTOR);
        player = author;
        type = TEXT;
        String one = "/t/{tenant}/policies/{type}";
        call(200, "GET", one, null, STABLE);
        call(400, "GET", one, null);
        call(200, "PUT", one, POLICY, STABLE);
        call(400, "PUT", one, EMPTY, STABLE);
        call(413, "PUT", one, "a".repeat((1 << 20) + 1), STABLE);
        call(200, "POST", one + ":reset", EMPTY, STABLE);
        call(200, "GET", "/t/{tenant}/certificates", null, STABLE);
        type = "text/html";
        call(415, "PUT", one, POLICY, STABLE);
    }

    /** Of a tenant whose trust model is Isolated. */
    private void certificates() throws Exception {
        String isolated = TENANT + "-isolated";
        PolicyAuthor first = PolicyAuthor.make("first");
        PolicyAuthor second = PolicyAuthor.make("second");
        player = cast.administrator();
        seen(201, "POST", TENANTS, wire.post(TENANTS, first.tenant(isolated), player.headers("Content-Type", JSON)));
        player = cast.hire(isolated, Role.ATTESTATION_CONTRIBUTOR);
        String asString = "\"" + first.about(second) + "\"";
        String all = "/t/{tenant}/certificates";
        ofIsolated(200, "POST", all + ":add", asString, STABLE);
        ofIsolated(200, "POST", all + ":remove", "{\"policyCertificateToRemove\":" + asString + "}", STABLE);
        ofIsolated(400, "POST", all + ":remove", "\"" + first.about(first) + "\"", STABLE);
        ofIsolated(400, "POST", all + ":add", "x", STABLE);
        String preview = "/t/{tenant}/operations/policy/certificates";
        ofIsolated(200, "PUT", preview, asString, PREVIEW);
        ofIsolated(200, "POST", preview, asString, PREVIEW);
        player = author;
    }

    private void ofIsolated(int status, String method, String route, String body, String query) throws Exception {
        seen(status, method, route, wire.send(method, route.replace("{tenant}", TENANT + "-isolated") + query, body,
                player.headers("Content-Type", JSON)));
    }

    private void impact() throws Exception {
        type = JSON;
        String policy = ONE + "/policies/{type}";
        player = cast.hire(TENANT, Role.POLICY_ADMINISTRATOR);
        call(409, "POST", policy + ":impact", "{\"policyVersion\":0}");
        player = cast.administrator();
        call(200, "PATCH", ONE, "{\"keepEvidence\":{\"days\":7}}");
        player = cast.hire(TENANT, Role.AUDITOR);
        call(400, "POST", policy + ":impact", "{\"policy\":\"version=1.0;nonsense;\"}");
        String id = Wire.json(call(202, "POST", policy + ":impact", "{\"policyVersion\":0}")).getString("id");
        call(200, "GET", policy + "/impacts/{impact}", null, "", id);
        call(404, "GET", policy + "/impacts/{impact}", null, "", "00000000-0000-4000-8000-000000000000");
        player = author;
    }

    private void preview() throws Exception {
        type = TEXT;
        String operations = "/t/{tenant}/operations/policy/";
        call(200, "POST", operations + "updatepolicy", POLICY, PREVIEW);
        call(200, "PUT", operations + "current", POLICY, PREVIEW);
        call(200, "GET", operations + "current", null, PREVIEW);
        call(200, "POST", operations + "current", EMPTY, PREVIEW);
        call(200, "DELETE", operations + "current", null, PREVIEW);
        call(400, "DELETE", operations + "current", null, STABLE);
        call(200, "GET", operations + "certificates", null, PREVIEW);
        type = JSON;
    }

    private void managedPolicies() throws Exception {
        player = cast.hire(TENANT, Role.POLICY_ADMINISTRATOR);
        editor = player;
        type = TEXT;
        String one = ONE + "/policies/{type}";
        String version = one + "/versions/{version}";
        call(200, "GET", ONE + "/policies", null);
        call(200, "GET", one, null);
        call(200, "PUT", one, POLICY, "?note=Permit%20everything");
        call(200, "PUT", one, POLICY.replace("permit", "deny"));
        call(400, "PUT", one, "version=1.0; nonsense");
        call(400, "PUT", one, POLICY, "?note=");
        call(200, "GET", one + "/versions", null, "?limit=1");
        call(400, "GET", one + "/versions", null, "?before=x");
        call(200, "GET", version, null, "", "1");
        call(404, "GET", version, null, "", "999");
        call(200, "POST", version + ":activate", "", "?note=Back", "1");
        call(404, "POST", version + ":activate", "", "", "999");
        call(200, "POST", one + ":check", "version=1.0; authorizationrules{[type==\"tee\"]=>permit();};");
        call(200, "POST", one + ":check", "version=1.0; nonsense");
        call(400, "POST", one + ":check", "e30.e30.");
        player = cast.administrator();
        call(403, "GET", one, null);
        player = author;
        type = JSON;
    }

    /** Four eyes on: what waits, and what another person makes of it. */
    private void proposals() throws Exception {
        player = cast.administrator();
        call(200, "PATCH", ONE, "{\"fourEyes\":true}");
        String proposals = ONE + "/proposals";
        String one = proposals + "/{id}";
        Cast.Player first = cast.hire(TENANT, Role.TENANT_ADMINISTRATOR);
        Cast.Player second = cast.administrator();
        String taken = propose(first, "PS256");
        call(200, "POST", one + "/withdraw", "", "", taken);
        String approved = propose(first, "ES256");
        call(403, "POST", one + "/approve", "", "", approved);
        call(200, "GET", proposals, null, "?state=waiting");
        call(200, "GET", one, null, "", approved);
        call(404, "GET", one, null, "", "00000000-0000-4000-8000-000000000000");
        player = second;
        call(200, "POST", one + "/approve", "", "", approved);
        call(409, "POST", one + "/reject", "{\"note\":\"late\"}", "", approved);
        String rejected = propose(first, "RS256");
        player = second;
        call(200, "POST", one + "/reject", "{\"note\":\"no\"}", "", rejected);
        player = keeper;
        call(202, "POST", ONE + "/keys/rotate", "{\"revoke\":false}");
        player = author;
        type = TEXT;
        call(202, "PUT", "/t/{tenant}/policies/{type}", POLICY.replace("permit", "deny"), STABLE);
        player = editor;
        call(202, "PUT", ONE + "/policies/{type}", POLICY.replace("=>permit", "=> deny"));
        call(202, "POST", ONE + "/policies/{type}/versions/{version}:activate", "", "", "0");
        type = JSON;
    }

    /** Has a change of the tokens' algorithm wait; the proposal's id. */
    private String propose(Cast.Player proposer, String algorithm) throws Exception {
        player = proposer;
        return Wire.json(call(202, "PATCH", ONE, "{\"token\":{\"algorithm\":\"" + algorithm + "\"}}"))
                .getJsonObject("proposal").getString("id");
    }

    private void publicly() throws Exception {
        String attest = "/t/{tenant}/attest/{type}";
        call(200, "GET", "/t/{tenant}/certs", null);
        call(200, "GET", "/t/{tenant}/.well-known/openid-configuration", null);
        call(400, "POST", attest, "{\"quote\":\"AAAA\"}", STABLE);
        seen(200, "POST", attest, cast.attest(TENANT));
        JsonObject sent = cast.evidence();
        call(200, "POST", attest, "{\"Quote\":" + sent.get("quote") + ",\"EnclaveHeldData\":"
                + sent.getJsonObject("runtimeData").get("data") + "}", PREVIEW);
        seen(200, "POST", "/oauth2/token", cast.token("platform-admin", DatabaseFirst.ADMIN_SECRET));
        seen(401, "POST", "/oauth2/token", cast.token("platform-admin", "another-secret-of-that-kind"));
        call(200, "GET", "/management", null);
        call(200, "GET", "/management/v1", null);
    }

    private void whatIf() throws Exception {
        player = cast.hire(TENANT, Role.AUDITOR);
        String wish = "{\"attestationType\":\"SgxEnclave\",\"quote\":" + cast.evidence().get("quote");
        call(200, "POST", ONE + "/appraisals", wish + "}");
        call(200, "POST", ONE + "/appraisals", wish + ",\"policy\":\"version=1.0; authorizationrules{"
                + " [type==\\\"a\\\"] => permit(); };\"}");
        call(400, "POST", ONE + "/appraisals", wish + ",\"policy\":\"version=1.0;\"}");
        call(400, "POST", ONE + "/appraisals", wish + ",\"policyVersion\":4711}");
    }

    private void tpms() throws Exception {
        player = cast.hire(TENANT, Role.TENANT_ADMINISTRATOR);
        String authorities = ONE + "/tpm-authorities";
        String one = authorities + "/{authority}";
        String wish = "{\"use\":\"ek\",\"revocationRequired\":false,\"certificate\":\"" + TpmSamples.AUTHORITY + "\"}";
        String id = Wire.json(call(201, "POST", authorities, wish)).getString("id");
        call(409, "POST", authorities, wish);
        call(400, "POST", authorities, wish.replace("ek", "vendor"));
        call(200, "GET", authorities, null);
        call(200, "GET", one, null, "", id);
        call(200, "PUT", one + "/crl", "{\"crl\":\"" + TpmSamples.CRL + "\"}", "", id);
        call(400, "PUT", one + "/crl", "{\"crl\":\"AAAA\"}", "", id);
        call(204, "DELETE", one, null, "", id);
        call(404, "GET", one, null, "", id);
        String denied = ONE + "/tpm-denied-keys";
        call(200, "PUT", denied, "{\"keys\":[\"" + "0a".repeat(32) + "\"]}");
        call(400, "PUT", denied, "{\"keys\":[\"0A\"]}");
        call(200, "GET", denied, null);
        call(200, "PUT", denied, "{\"keys\":[]}");
        devices();
        attestedTpm();
    }

    /** Challenge and report, and a request that comes again. */
    private void attestedTpm() throws Exception {
        EmulatedTpmDevice device = EmulatedTpmDevice.create(Instant.now());
        TpmVisitor visitor = new TpmOwner(wire, cast, TENANT).trusting(device).deciding(TpmOwner.POLICY).reader();
        String attest = "/t/{tenant}/attest/tpm";
        HttpResponse<String> init = seen(200, "POST", attest, visitor.init());
        JsonObject told = visitor.told(init);
        String request = device.attest(
                TpmChallenge.of(told.getString("challenge"), told.getString("service_context")), Instant.now());
        seen(200, "POST", attest, visitor.request(request));
        seen(400, "POST", attest, visitor.request(request));
        seen(401, "POST", attest, visitor.unnamed().init());
        seen(400, "POST", attest, visitor.say("{}"));
        seen(200, "POST", attest, visitor.enrol(device));
    }

    private void devices() throws Exception {
        String devices = ONE + "/devices";
        String one = devices + "/{device}";
        String wish = "{\"publicArea\":\"" + TpmSamples.PUBLIC_AREA + "\",\"label\":\"rack 4\"}";
        String id = Wire.json(call(201, "POST", devices, wish)).getString("id");
        call(409, "POST", devices, wish);
        call(400, "POST", devices, "{\"publicArea\":\"AAAA\"}");
        call(200, "GET", devices, null, "?label=rack&limit=1");
        call(400, "GET", devices, null, "?key=x");
        call(200, "GET", one, null, "", id);
        call(200, "PATCH", one, "{\"label\":\"rack 5\",\"state\":\"revoked\"}", "", id);
        call(400, "PATCH", one, "{\"state\":\"active\"}", "", id);
        call(204, "DELETE", one, null, "", id);
        call(404, "GET", one, null, "", id);
    }

    private void providers() throws Exception {
        player = cast.administrator();
        String subscription = "/subscriptions/{subscription}";
        String group = subscription + "/resourcegroups/{group}" + PROVIDERS;
        String one = group + "/{provider}";
        call(201, "PUT", one, "{\"location\":\"local\",\"tags\":{\"A\":\"b\"}}", ARM);
        call(200, "PUT", one, "{\"location\":\"local\"}", ARM);
        call(409, "PUT", one, "{\"location\":\"elsewhere\"}", ARM);
        call(200, "PATCH", one, "{\"properties\":{\"tpmAttestationAuthentication\":\"Disabled\"}}", ARM);
        call(200, "GET", one, null, ARM);
        call(400, "GET", one, null);
        for (String list : List.of(group, subscription + PROVIDERS, one + "/privateendpointconnections",
                one + "/privatelinkresources", subscription + "/providers/microsoft.attestation/defaultproviders",
                subscription + "/providers/microsoft.attestation/locations/{location}/defaultprovider",
                "/providers/microsoft.attestation/operations"))
            call(200, "GET", list, null, ARM);
        call(200, "DELETE", one, null, ARM);
        call(204, "DELETE", one, null, ARM);
        call(404, "GET", one, null, ARM);
    }
}
