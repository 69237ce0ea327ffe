package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What tenants have calls for: policies, issuers, clients, keys. Both tenants of the cast have things of the same names,
 * and each has one whose name the other has not.
 */
final class TenantBelongings {
    private static final String TENANTS = "/management/v1/tenants/";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";
    private static final String VERSION = "?api-version=2020-10-01";
    private static final String PREVIEW = "?api-version=2018-09-01-preview&tee=SgxEnclave";
    private static final String AUTHORITY = "{\"use\":\"ek\",\"revocationRequired\":false,\"certificate\":\""
            + TpmSamples.AUTHORITY + "\"}";
    private static final String EMPTY = "eyJhbGciOiJub25lIn0..";

    private final Wire wire;
    private final Cast cast;
    private final List<String> crossed = new ArrayList<>();

    TenantBelongings(Wire wire, Cast cast) {
        this.wire = wire;
        this.cast = cast;
    }

    /** A call of a player's. */
    private record Call(Cast.Player player, String method, String path, String type, String body) {}

    private HttpResponse<String> send(Call call) throws Exception {
        return wire.send(call.method(), call.path(), call.body(),
                call.player().headers("Content-Type", call.type(), "If-Match", "*"));
    }

    void prepare(String tenant) throws Exception {
        expect(200, new Call(cast.of(tenant, Role.ATTESTATION_CONTRIBUTOR), "PUT", policies(tenant) + VERSION, TEXT,
                policy(tenant)));
        Cast.Player admin = cast.of(tenant, Role.TENANT_ADMINISTRATOR);
        for (String issuer : List.of("idp", "only-" + tenant))
            expect(201, new Call(admin, "PUT", issuers(tenant) + issuer, JSON, issuer(tenant, issuer)));
        expect(201, new Call(admin, "POST", TENANTS + tenant + "/devices", JSON, device(tenant)));
        expect(201, new Call(admin, "POST", TENANTS + tenant + "/tpm-authorities", JSON, AUTHORITY));
        expect(200, new Call(admin, "PUT", denied(tenant), JSON, deniedKeys(tenant)));
        expect(201, new Call(admin, "POST", clients(tenant), JSON,
                "{\"name\":\"only-" + tenant + "\",\"roles\":[\"auditor\"]}"));
    }

    private void expect(int status, Call call) throws Exception {
        HttpResponse<String> answer = send(call);
        if (answer.statusCode() != status)
            throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.body());
    }

    private static String policy(String tenant) {
        return "version=1.0; authorizationrules { => permit(); }; issuancerules { => issue(type=\"whose\", value=\""
                + tenant + "\"); };";
    }

    private static String issuer(String tenant, String id) {
        return "{\"issuer\":\"https://login.invalid/" + tenant + "/" + id + "\",\"audiences\":[\"a\"],"
                + "\"roles\":[{\"claim\":\"roles\",\"value\":\"x\",\"role\":\"auditor\"}]}";
    }

    /** The same TPM, which both know, each under a label and an id of its own. */
    private static String device(String tenant) {
        return "{\"publicArea\":\"" + TpmSamples.PUBLIC_AREA + "\",\"label\":\"of " + tenant + "\"}";
    }

    private static String denied(String tenant) {
        return TENANTS + tenant + "/tpm-denied-keys";
    }

    /** Of no TPM the cast has: one for each name. */
    private static String deniedKeys(String tenant) {
        return "{\"keys\":[\"" + key(tenant) + "\"]}";
    }

    private static String key(String tenant) {
        return Bytes.utf8(tenant).sha256().toHex();
    }

    private static String policies(String tenant) {
        return "/t/" + tenant + "/policies/SgxEnclave";
    }

    private static String operations(String tenant, String what) {
        return "/t/" + tenant + "/operations/policy/" + what + PREVIEW;
    }

    private static String issuers(String tenant) {
        return TENANTS + tenant + "/issuers/";
    }

    private static String clients(String tenant) {
        return TENANTS + tenant + "/clients";
    }

    List<String> crossings(String one, String other) throws Exception {
        crossed.clear();
        policies(one, other);
        administered(one, other);
        devices(one, other);
        authorities(one, other);
        keys(one, other);
        return List.copyOf(crossed);
    }

    private void policies(String one, String other) throws Exception {
        Cast.Player contributor = cast.of(one, Role.ATTESTATION_CONTRIBUTOR);
        for (Call call : List.of(new Call(contributor, "GET", policies(other) + VERSION, TEXT, null),
                new Call(contributor, "PUT", policies(other) + VERSION, TEXT, policy(one)),
                new Call(contributor, "POST", policies(other) + ":reset" + VERSION, TEXT, EMPTY),
                new Call(contributor, "GET", "/t/" + other + "/certificates" + VERSION, TEXT, null),
                new Call(contributor, "POST", operations(other, "updatepolicy"), TEXT, policy(one)),
                new Call(contributor, "PUT", operations(other, "current"), TEXT, policy(one)),
                new Call(contributor, "POST", operations(other, "current"), TEXT, EMPTY),
                new Call(contributor, "DELETE", operations(other, "current"), TEXT, null),
                new Call(contributor, "GET", operations(other, "current"), TEXT, null),
                new Call(contributor, "GET", operations(other, "certificates"), TEXT, null)))
            refused(401, "", call);
        signedAnswers(contributor, one, other);
    }

    /** A policy's token verifies with its own tenant's keys, and its own tenant alone takes what it prepared. */
    private void signedAnswers(Cast.Player contributor, String one, String other) throws Exception {
        String shown = Wire.json(send(new Call(contributor, "GET", policies(one) + VERSION, TEXT, null)))
                .getString("token");
        JsonObject document = CrossTenant.part(CrossTenant.part(shown, 1).getString("x-ms-policy"), 1);
        String text = new String(java.util.Base64.getUrlDecoder().decode(document.getString("AttestationPolicy")),
                java.nio.charset.StandardCharsets.UTF_8);
        check(text.equals(policy(one)), one + "'s policy is " + text);
        check(AttestationIT.isSignedBy(wire.get("/t/" + one + "/certs"), shown), one + "'s answer is not its own");
        check(!AttestationIT.isSignedBy(wire.get("/t/" + other + "/certs"), shown),
                one + "'s answer verifies with " + other + "'s keys");
        String prepared = send(new Call(contributor, "POST", operations(one, "updatepolicy"), TEXT, policy(one)))
                .body();
        refused(400, "InvalidOperation", new Call(cast.of(other, Role.ATTESTATION_CONTRIBUTOR), "PUT",
                operations(other, "current"), JSON, prepared));
    }

    /** The other's things in the other's path, which are nobody's to see, and in one's own, where there is none. */
    private void administered(String one, String other) throws Exception {
        Cast.Player admin = cast.of(one, Role.TENANT_ADMINISTRATOR);
        for (String issuer : List.of("idp", "only-" + other, "only-" + one))
            for (Call call : List.of(new Call(admin, "GET", issuers(other) + issuer, JSON, null),
                    new Call(admin, "PUT", issuers(other) + issuer, JSON, issuer(one, issuer)),
                    new Call(admin, "DELETE", issuers(other) + issuer, JSON, null),
                    new Call(admin, "POST", issuers(other) + issuer + ":test", JSON, "")))
                refused(404, "tenant-not-found", call);
        for (String client : List.of("auditor", "only-" + other, "only-" + one))
            for (Call call : List.of(new Call(admin, "GET", clients(other) + "/" + client, JSON, null),
                    new Call(admin, "PATCH", clients(other) + "/" + client, JSON, "{\"disabled\":true}"),
                    new Call(admin, "POST", clients(other) + "/" + client + "/rotate", JSON, "{}"),
                    new Call(admin, "DELETE", clients(other) + "/" + client, JSON, null)))
                refused(404, "tenant-not-found", call);
        for (String method : List.of("GET", "DELETE")) {
            refused(404, "issuer-not-found", new Call(admin, method, issuers(one) + "only-" + other, JSON, null));
            refused(404, "client-not-found",
                    new Call(admin, method, clients(one) + "/only-" + other, JSON, null));
        }
        lists(admin, one, other);
    }

    private void lists(Cast.Player admin, String one, String other) throws Exception {
        for (String path : List.of(issuers(one).replaceAll("/$", ""), clients(one), TENANTS + one + "/keys")) {
            String body = send(new Call(admin, "GET", path, JSON, null)).body();
            check(body.contains(one) && !body.contains(other), path + " shows " + body);
        }
    }

    private void devices(String one, String other) throws Exception {
        Cast.Player admin = cast.of(one, Role.TENANT_ADMINISTRATOR);
        String theirs = Wire.json(send(new Call(cast.of(other, Role.TENANT_ADMINISTRATOR), "GET",
                TENANTS + other + "/devices", JSON, null))).getJsonArray("devices").getJsonObject(0).getString("id");
        for (String tenant : List.of(one, other)) {
            String code = tenant.equals(one) ? "device-not-found" : "tenant-not-found";
            String path = TENANTS + tenant + "/devices/" + theirs;
            refused(404, code, new Call(admin, "GET", path, JSON, null));
            refused(404, code, new Call(admin, "PATCH", path, JSON, "{\"state\":\"revoked\"}"));
            refused(404, code, new Call(admin, "DELETE", path, JSON, null));
        }
        String listed = send(new Call(admin, "GET", TENANTS + one + "/devices", JSON, null)).body();
        refused(404, "tenant-not-found", new Call(admin, "GET", denied(other), JSON, null));
        refused(404, "tenant-not-found", new Call(admin, "PUT", denied(other), JSON, deniedKeys(one)));
        String keys = send(new Call(admin, "GET", denied(one), JSON, null)).body();
        check(keys.contains(key(one)) && !keys.contains(key(other)), one + " sees " + keys);
        check(!listed.contains(theirs) && !listed.contains("of " + other), one + " sees " + listed);
    }

    /** Both trust the same authority, and neither can take it from the other. */
    private void authorities(String one, String other) throws Exception {
        Cast.Player admin = cast.of(one, Role.TENANT_ADMINISTRATOR);
        String theirs = Wire.json(send(new Call(cast.of(other, Role.TENANT_ADMINISTRATOR), "GET",
                TENANTS + other + "/tpm-authorities", JSON, null))).getJsonArray("authorities").getJsonObject(0)
                .getString("id");
        for (String tenant : List.of(one, other)) {
            String code = tenant.equals(one) ? "authority-not-found" : "tenant-not-found";
            String path = TENANTS + tenant + "/tpm-authorities/" + theirs;
            refused(404, code, new Call(admin, "GET", path, JSON, null));
            refused(404, code, new Call(admin, "DELETE", path, JSON, null));
            refused(404, code,
                    new Call(admin, "PUT", path + "/crl", JSON, "{\"crl\":\"" + TpmSamples.CRL + "\"}"));
        }
        String listed = send(new Call(admin, "GET", TENANTS + one + "/tpm-authorities", JSON, null)).body();
        check(!listed.contains(theirs), one + " sees " + listed);
    }

    private void keys(String one, String other) throws Exception {
        Cast.Player keeper = cast.of(one, Role.KEY_ADMINISTRATOR);
        String theirs = Wire.json(wire.get("/t/" + other + "/certs")).getJsonArray("keys").getJsonObject(0)
                .getString("kid");
        for (String path : List.of(TENANTS + one, TENANTS + other)) {
            String code = path.endsWith(one) ? "key-not-found" : "tenant-not-found";
            refused(404, code, new Call(keeper, "POST", path + "/keys/request?kid=" + theirs, JSON, ""));
            refused(404, code, new Call(keeper, "PUT", path + "/keys/chain?kid=" + theirs,
                    "application/pem-certificate-chain", "-----BEGIN CERTIFICATE-----"));
        }
        refused(404, "tenant-not-found",
                new Call(keeper, "POST", TENANTS + other + "/keys/rotate", JSON, "{\"revoke\":true}"));
    }

    /** @param code empty: whatever it is */
    private void refused(int status, String code, Call call) throws Exception {
        HttpResponse<String> answer = send(call);
        check(answer.statusCode() == status && answer.body().contains(code), call.player() + " " + call.method() + " "
                + call.path() + ": " + answer.statusCode() + " " + answer.body());
    }

    private void check(boolean holds, String otherwise) {
        if (!holds)
            crossed.add(otherwise);
    }
}
