package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policy certificates over HTTP, and the hosted service's recorded management exchanges beside ours. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PolicyCertificatesIT {
    private static final String STABLE = "?api-version=2020-10-01";
    private static final String LIST = "/certificates" + STABLE;
    private static final String ADD = "/certificates:add" + STABLE;
    private static final String REMOVE = "/certificates:remove" + STABLE;
    private static final String JSON = "application/json";
    private static Cast cast;

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
        if (cast == null)
            cast = Cast.of(wire);
    }

    @Test
    @Tag("PO-09")
    void addsAndRemovesInEveryFormAndSpelling() throws Exception {
        PolicyAuthor first = PolicyAuthor.make("first");
        PolicyAuthor second = PolicyAuthor.make("second");
        Owner tenant = isolated("cert-forms", first);
        assertEquals(Set.of(first.x5c()), tenant.listed());
        List<String> adding = List.of(ADD, "/certificates%3Aadd?api-version=2025-06-01",
                "//Certificates:Add?API-VERSION=2026-03-11-preview", "/CERTIFICATES:ADD/?api-version=2022-08-01");
        for (String path : adding) {
            JsonObject added = claims(tenant.send("POST", path, quoted(first.about(second))));
            assertEquals("IsPresent", added.getString("x-ms-policycertificates-result"));
            assertEquals(second.thumbprint(), added.getString("x-ms-certificate-thumbprint"));
            assertEquals(Set.of("exp", "iat", "iss", "nbf", "x-ms-certificate-thumbprint",
                    "x-ms-policycertificates-result"), added.keySet());
            assertEquals("https://assay.example/t/cert-forms", added.getString("iss"));
        }
        assertEquals(Set.of(first.x5c(), second.x5c()), tenant.listed());
        for (String body : List.of("{\"policyCertificateToRemove\":" + quoted(second.about(second)) + "}",
                "{\"PolicyCertificateToRemove\":" + quoted(first.about(second)) + "}", quoted(first.about(second)))) {
            JsonObject removed = claims(tenant.send("POST", REMOVE.replace("2020-10-01", "2025-06-01"), body));
            assertEquals("IsAbsent", removed.getString("x-ms-policycertificates-result"));
            assertEquals(second.thumbprint(), removed.getString("x-ms-certificate-thumbprint"));
        }
        assertEquals(Set.of(first.x5c()), tenant.listed());
        // Whose own word counted, does no longer.
        refused(400, "InvalidParameter", tenant.send("POST", REMOVE, quoted(second.about(second))));
        claims(tenant.send("POST", ADD, "{\"policyCertificateToAdd\":" + quoted(first.about(second)) + "}"));
        assertEquals(Set.of(first.x5c(), second.x5c()), tenant.listed());
    }

    @Test
    @Tag("PO-09")
    void refusesWhatIsNotAllowedWithTheDocumentedStatusAndCode() throws Exception {
        PolicyAuthor first = PolicyAuthor.make("first");
        PolicyAuthor stranger = PolicyAuthor.make("stranger");
        Owner tenant = isolated("cert-refusals", first);
        refused(400, "InvalidOperation", tenant.send("POST", REMOVE, quoted(first.about(first))));
        refused(400, "InvalidParameter", tenant.send("POST", ADD, quoted(stranger.about(stranger))));
        refused(400, "InvalidOperation", tenant.send("POST", ADD, quoted("eyJhbGciOiJub25lIn0.e30.")));
        refused(400, "InvalidOperation", tenant.send("POST", ADD, quoted("x")));
        refused(400, "InvalidOperation", tenant.send("POST", ADD, quoted(first.sign("{}"))));
        refused(400, "InvalidParameter", tenant.send("POST", ADD, first.about(stranger)));
        refused(400, "InvalidParameter",
                tenant.send("POST", ADD, "{\"policyCertificateToRemove\":" + quoted(first.about(stranger)) + "}"));
        refused(413, "RequestBodyTooLarge", tenant.send("POST", ADD, quoted("a".repeat(1 << 16))));
        refused(405, "MethodNotAllowed", tenant.send("PUT", ADD, quoted(first.about(stranger))));
        refused(415, "UnsupportedMediaType", wire.post("/t/cert-refusals" + ADD, quoted(first.about(stranger)),
                tenant.player().headers("Content-Type", "text/plain")));
        String dated = first.sign("{\"iat\":1,\"policyCertificate\":{\"x5c\":[\"" + stranger.x5c() + "\"]}}");
        claims(tenant.send("POST", ADD, quoted(dated)));
        claims(tenant.send("POST", REMOVE, quoted(first.about(stranger))));
        HttpResponse<String> replayed = tenant.send("POST", ADD, quoted(dated));
        refused(400, "InvalidOperation", replayed);
        assertTrue(replayed.body().contains("replay"), replayed.body());
        assertEquals(Set.of(first.x5c()), tenant.listed());
    }

    @Test
    @Tag("AU-05")
    @Tag("TE-04")
    void asksForTheRoleInTheTenantItself() throws Exception {
        PolicyAuthor first = PolicyAuthor.make("first");
        PolicyAuthor second = PolicyAuthor.make("second");
        isolated("cert-roles", first);
        for (Role role : List.of(Role.ATTESTATION_READER, Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR))
            refused(401, "Unauthorized", new Owner(wire, "cert-roles", cast.hire("cert-roles", role)).send("POST", ADD,
                    quoted(first.about(second))));
        Owner aad = made("cert-aad", "{\"name\":\"cert-aad\"}");
        Owner foreign = new Owner(wire, "cert-roles", aad.player());
        refused(401, "Unauthorized", foreign.send("POST", ADD, quoted(first.about(second))));
        refused(401, "Unauthorized",
                wire.post("/t/cert-roles" + ADD, quoted(first.about(second)), "Content-Type", JSON));
        refused(400, "InvalidOperation", aad.send("POST", ADD, quoted(first.about(second))));
        refused(400, "InvalidOperation", aad.send("POST", REMOVE, quoted(first.about(second))));
        assertEquals(Set.of(), aad.listed());
    }

    @Test
    void makesTheChangeWaitWhereItTakesTwo() throws Exception {
        PolicyAuthor first = PolicyAuthor.make("first");
        PolicyAuthor second = PolicyAuthor.make("second");
        Owner tenant = isolated("cert-eyes", first);
        assertEquals(200, wire.send("PATCH", "/management/v1/tenants/cert-eyes", "{\"fourEyes\":true}",
                cast.administrator().headers("Content-Type", JSON, "If-Match", "*")).statusCode());
        HttpResponse<String> waits = tenant.send("POST", ADD, quoted(first.about(second)));
        refused(202, "ApprovalPending", waits);
        String proposal = URI.create(waits.headers().firstValue("Location").orElseThrow()).getPath();
        Cast.Player policies = cast.hire("cert-eyes", Role.POLICY_ADMINISTRATOR);
        JsonObject shown = Wire.json(wire.get(proposal, policies.headers()));
        assertEquals("policy-certificate-addition", shown.getString("kind"));
        assertEquals(Set.of(first.x5c()), tenant.listed());
        HttpResponse<String> approved = wire.post(proposal + "/approve", "",
                policies.headers("Content-Type", JSON));
        assertEquals(200, approved.statusCode(), approved.body());
        assertEquals(Set.of(first.x5c(), second.x5c()), tenant.listed());
        claims(tenant.send("POST", ADD, quoted(first.about(second))));
    }

    @Test
    void speaksTheOldestPreview() throws Exception {
        PolicyAuthor first = PolicyAuthor.make("first");
        PolicyAuthor second = PolicyAuthor.make("second");
        Owner tenant = isolated("cert-preview", first);
        String path = "/operations/policy/certificates?api-version=2018-09-01-preview";
        String request = first.sign("{\"aas-policyCertificate\":{\"kty\":\"RSA\",\"x5c\":[\"" + second.x5c() + "\"]}}");
        assertEquals(Set.of(first.x5c(), second.x5c()), previewed(tenant.send("PUT", path, request)));
        assertEquals(Set.of(first.x5c()), previewed(tenant.send("POST", path, quoted(request))));
        refused(400, "InvalidOperation", tenant.send("POST", path, first.about(first)));
    }

    /** Whatever the hosted service was recorded to answer, for calls of evidence types that are served here. */
    @Test
    void answersInTheShapeTheHostedServiceWasRecordedIn() throws Exception {
        PolicyAuthor author = PolicyAuthor.make("author");
        Owner isolated = isolated("recorded-iso", author);
        Owner aad = made("recorded-aad", "{\"name\":\"recorded-aad\"}");
        RecordedManagement recorded = RecordedManagement.orSkip();
        for (String recording : List.of("maa-policy-getpolicy-aad-sgxenclave",
                "maa-policy-modifyunsecured-aad-sgxenclave", "maa-policy-modifygeneratedkey-aad-openenclave",
                "maa-certificatetests-getpolicymanagementcertificatesisolated",
                "maa-certificatetests-verifyfailedaddcertificate", "maa-policy-getpolicy-isolated-tpm"))
            for (RecordedManagement.Exchange exchange : recorded.exchanges(recording)) {
                Owner owner = recording.contains("isolated") ? isolated : aad;
                String body = exchange.path().startsWith("/certificates:")
                        ? quoted(author.about(author))
                        : exchange.body().orElse(null);
                HttpResponse<String> ours = exchange.method().equals("GET") || body.startsWith("\"")
                        ? owner.send(exchange.method(), exchange.path(), body)
                        : wire.send(exchange.method(), "/t/" + owner.name() + exchange.path(), body,
                                owner.player().headers("Content-Type", "text/plain"));
                assertEquals(List.of(), exchange.differences(ours), recording + " " + exchange.path());
            }
    }

    /** A tenant, seen by one client. */
    private record Owner(Wire wire, String name, Cast.Player player) {
        HttpResponse<String> send(String method, String path, String body) throws Exception {
            return wire.send(method, "/t/" + name + path, body, player.headers("Content-Type", JSON));
        }

        Set<String> listed() throws Exception {
            return keys(claims(send("GET", LIST, null)).getJsonObject("x-ms-policy-certificates"));
        }
    }

    private Owner isolated(String name, PolicyAuthor author) throws Exception {
        return made(name, author.tenant(name));
    }

    private Owner made(String name, String wish) throws Exception {
        HttpResponse<String> made = wire.post("/management/v1/tenants", wish,
                cast.administrator().headers("Content-Type", JSON));
        assertEquals(201, made.statusCode(), made.body());
        return new Owner(wire, name, cast.hire(name, Role.ATTESTATION_CONTRIBUTOR));
    }

    private static Set<String> previewed(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        JsonObject claims = payload(StrictJson.string("answer", Bytes.utf8(answer.body())));
        assertFalse(claims.containsKey("x-ms-certificate-thumbprint"));
        return keys(claims.getJsonObject("aas-policyCertificates"));
    }

    private static Set<String> keys(JsonObject set) {
        return set.getJsonArray("keys").getValuesAs(JsonObject.class).stream().map(key -> key.getJsonArray("x5c"))
                .map((JsonArray x5c) -> x5c.getString(0)).collect(Collectors.toSet());
    }

    private static JsonObject claims(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return payload(Wire.json(answer).getString("token"));
    }

    private static JsonObject payload(String token) {
        return StrictJson.object("token", Base64Url.decode("payload", token.split("\\.")[1]));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, Wire.code(answer), answer.body());
        assertEquals(status, answer.statusCode());
    }
}
