package dev.assay.web;

import dev.assay.identity.Role;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one tenant has, tried on another. Each probe adds a line for what crossed; a new kind of thing that tenants own
 * is a new probe in {@link #crossings}, or where it has calls of its own in {@link TenantBelongings}.
 */
final class CrossTenant {
    /** Trusts the vendors alone, and has next to no share. */
    private static final String C = "matrix-c";
    private static final String TENANTS = "/management/v1/tenants";
    private static final List<String> BOTH = List.of(Cast.A, Cast.B);

    private final Wire wire;
    private final Cast cast;
    private final TenantBelongings belongings;
    private final List<String> crossed = new ArrayList<>();

    CrossTenant(Wire wire, Cast cast) {
        this.wire = wire;
        this.cast = cast;
        this.belongings = new TenantBelongings(wire, cast);
    }

    /** Policies of one type and version that differ, and a third tenant that is poor. */
    void prepare() throws Exception {
        for (String tenant : BOTH)
            belongings.prepare(tenant);
        HttpResponse<String> made = wire.post(TENANTS, "{\"name\":\"" + C + "\",\"quotas\":{\"requestsPerSecond\":1}}",
                cast.administrator().headers("Content-Type", "application/json"));
        if (made.statusCode() != 201)
            throw new AssertionError(made.body());
    }

    List<String> crossings() throws Exception {
        crossed.clear();
        keysAndCertificates();
        for (String one : BOTH) {
            String other = one.equals(Cast.A) ? Cast.B : Cast.A;
            attestationTokens(one, other);
            accessTokens(one, other);
            secrets(one, other);
            crossed.addAll(belongings.crossings(one, other));
        }
        evidenceOnceBelieved();
        counters();
        return List.copyOf(crossed);
    }

    private void keysAndCertificates() throws Exception {
        for (String member : List.of("kid", "x5c")) {
            Set<String> both = keys(Cast.A, member);
            check(!both.isEmpty(), "no " + member);
            both.retainAll(keys(Cast.B, member));
            check(both.isEmpty(), "a key's " + member + " is in both key sets");
        }
    }

    private Set<String> keys(String tenant, String member) throws Exception {
        return Wire.json(certs(tenant)).getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                .filter(key -> key.containsKey(member)).map(key -> key.get(member).toString())
                .collect(Collectors.toSet());
    }

    private HttpResponse<String> certs(String tenant) throws Exception {
        return wire.get("/t/" + tenant + "/certs");
    }

    private void attestationTokens(String one, String other) throws Exception {
        String token = cast.attested(one);
        JsonObject claims = part(token, 1);
        check(AttestationIT.isSignedBy(certs(one), token), one + "'s token does not verify with its own keys");
        check(!AttestationIT.isSignedBy(certs(other), token), one + "'s token verifies with " + other + "'s keys");
        check(claims.getString("iss").equals(issuer(one)) && !claims.getString("iss").equals(issuer(other)),
                one + "'s token has the issuer " + claims.getString("iss"));
        check(part(token, 0).getString("jku").equals(issuer(one) + "/certs"), one + "'s token leads to other keys");
        check(claims.getString("whose").equals(one), one + " is judged by " + claims.getString("whose") + "'s policy");
    }

    private String issuer(String tenant) throws Exception {
        return Wire.json(wire.get("/t/" + tenant + "/.well-known/openid-configuration")).getString("issuer");
    }

    /** The other's tokens, and one's own with the other's name written into it. */
    private void accessTokens(String one, String other) throws Exception {
        for (Cast.Player player : cast.of(one)) {
            HttpResponse<String> theirs = wire.send("GET", TENANTS + "/" + other, null, player.headers());
            check(theirs.statusCode() == 404, player + " sees " + other + ": " + theirs.statusCode());
            String forged = player.authorization().orElseThrow().replaceFirst("\\..*\\.",
                    "." + renamed(player, one, other) + ".");
            HttpResponse<String> taken = wire.get(TENANTS + "/" + other, "Authorization", forged);
            check(taken.statusCode() == 401, player + " with another name is taken: " + taken.statusCode());
        }
    }

    private static String renamed(Cast.Player player, String one, String other) {
        String claims = part(player.authorization().orElseThrow(), 1).toString().replace(one, other);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }

    private void secrets(String one, String other) throws Exception {
        for (Role role : List.of(Role.AUDITOR, Role.TENANT_ADMINISTRATOR)) {
            HttpResponse<String> answer = cast.token(other + "." + role.word(), cast.secret(one, role));
            check(answer.statusCode() == 401, one + "'s secret opens " + other + "'s client: " + answer.statusCode());
        }
    }

    /** The same octets, believed under one tenant's anchors, are nothing under another's. */
    private void evidenceOnceBelieved() throws Exception {
        cast.attested(Cast.A);
        DatabaseFirst.update("UPDATE assay.tenant SET requests_per_second = 1000 WHERE name = ?", C);
        // A new quota holds from the second request on.
        cast.attest(C);
        HttpResponse<String> answer = cast.attest(C);
        check(answer.statusCode() == 400 && answer.body().contains("\"root-not-trusted\""),
                "evidence on another's anchors is answered " + answer.statusCode() + " " + answer.body());
    }

    private void counters() throws Exception {
        DatabaseFirst.update("UPDATE assay.tenant SET requests_per_second = 1 WHERE name = ?", C);
        List<Integer> seen = new ArrayList<>();
        while (seen.size() < 50 && !seen.contains(429))
            seen.add(cast.attest(C).statusCode());
        check(seen.contains(429), C + " is held to no share: " + seen);
        for (String tenant : BOTH)
            check(cast.attest(tenant).statusCode() == 200, tenant + " pays for " + C);
    }

    static JsonObject part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.substring(token.indexOf(' ') + 1).split("\\.")[index]);
        try (var reader = Json.createReader(new StringReader(new String(json, StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds)
            crossed.add(otherwise);
    }
}
