package dev.assay.web;

import dev.assay.identity.Role;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two tenants that attest, each with a client of every role, and everybody else who knocks. */
final class Cast {
    static final String A = "matrix-a";
    static final String B = "matrix-b";
    private static final String TENANTS = "/management/v1/tenants";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Wire wire;
    private final List<Player> players = new ArrayList<>();
    private final Map<String, String> secrets = new HashMap<>();
    private int sources;

    /**
     * Somebody with or without a token.
     *
     * @param roles as in docs/routes.md; empty: the token, if there is one, is none that identifies
     */
    record Player(String name, Optional<String> authorization, Optional<String> tenant, Set<String> roles) {
        boolean identified() {
            return !roles.isEmpty();
        }

        boolean platform() {
            return roles.contains(Role.PLATFORM_ADMINISTRATOR.word());
        }

        /** The header, and whatever else a request has. */
        String[] headers(String... others) {
            List<String> headers = new ArrayList<>(Arrays.asList(others));
            authorization.ifPresent(value -> headers.addAll(List.of("Authorization", value)));
            return headers.toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Cast(Wire wire) {
        this.wire = wire;
    }

    static Cast assemble(Wire wire) throws Exception {
        Cast cast = of(wire, A, B);
        cast.players.add(new Player("anonymous", Optional.empty(), Optional.empty(), Set.of()));
        cast.players.add(new Player("garbage", Optional.of("Bearer garbage"), Optional.empty(), Set.of()));
        cast.players.add(new Player("attestation token", Optional.of("Bearer " + cast.attested(A)),
                Optional.empty(), Set.of()));
        return cast;
    }

    /** A platform administrator and these tenants, each with a client of every role; made here, so once in a database. */
    static Cast of(Wire wire, String... tenants) throws Exception {
        Cast cast = new Cast(wire);
        cast.players.add(new Player("platform administrator",
                Optional.of(cast.bearer("platform-admin", DatabaseFirst.ADMIN_SECRET)), Optional.empty(),
                Set.of(Role.PLATFORM_ADMINISTRATOR.word())));
        for (String tenant : tenants)
            cast.makeTenant(tenant);
        return cast;
    }

    /** On the emulated platform's anchors, so that it can attest. */
    private void makeTenant(String name) throws Exception {
        made(TENANTS, "{\"name\":\"" + name + "\",\"anchorSet\":\"emulator\"}");
        for (Role role : Role.values())
            if (role != Role.PLATFORM_ADMINISTRATOR)
                players.add(hire(name, role));
    }

    private JsonObject made(String path, String wish) throws Exception {
        HttpResponse<String> made = wire.post(path, wish,
                administrator().headers("Content-Type", "application/json"));
        if (made.statusCode() != 201)
            throw new AssertionError(made.body());
        return Wire.json(made);
    }

    /** Makes a client of a tenant with one role, unless there is one, and gets a token for it. */
    Player hire(String tenant, Role role) throws Exception {
        String id = tenant + "." + role.word();
        if (!secrets.containsKey(id))
            secrets.put(id, made(TENANTS + "/" + tenant + "/clients",
                    "{\"name\":\"" + role.word() + "\",\"roles\":[\"" + role.word() + "\"]}").getString("secret"));
        return new Player(role.word() + " of " + tenant, Optional.of(bearer(id, secrets.get(id))),
                Optional.of(tenant), Set.of(role.word()));
    }

    String secret(String tenant, Role role) {
        return secrets.get(tenant + "." + role.word());
    }

    private String bearer(String client, String secret) throws Exception {
        HttpResponse<String> answer = token(client, secret);
        if (answer.statusCode() != 200)
            throw new AssertionError(client + " " + answer.body());
        return "Bearer " + Wire.json(answer).getString("access_token");
    }

    /** Each time from another address: one address may ask for few tokens a second. */
    HttpResponse<String> token(String client, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return wire.post("/oauth2/token", "grant_type=client_credentials", "Content-Type", FORM, "Authorization",
                "Basic " + basic, "X-Forwarded-For", "10.9.0." + ++sources);
    }

    /** An attestation token. */
    String attested(String tenant) throws Exception {
        HttpResponse<String> answer = attest(tenant);
        if (answer.statusCode() != 200)
            throw new AssertionError(answer.body());
        return Wire.json(answer).getString("token");
    }

    HttpResponse<String> attest(String tenant) throws Exception {
        return wire.post("/t/" + tenant + "/attest/SgxEnclave?api-version=2020-10-01", Evidence.SGX_BODY,
                "Content-Type", "application/json");
    }

    /** What {@link #attest} sends. */
    JsonObject evidence() {
        try (var reader = jakarta.json.Json.createReader(new java.io.StringReader(Evidence.SGX_BODY))) {
            return reader.readObject();
        }
    }

    List<Player> players() {
        return List.copyOf(players);
    }

    List<Player> of(String tenant) {
        return players.stream().filter(player -> player.tenant().equals(Optional.of(tenant))).toList();
    }

    Player of(String tenant, Role role) {
        return of(tenant).stream().filter(player -> player.roles().contains(role.word())).findFirst().orElseThrow();
    }

    Player administrator() {
        return players.getFirst();
    }

    /** The same evidence for everybody, so that what is kept of it can be mixed up. */
    private static final class Evidence {
        static final String SGX_BODY = AttestationIT.body("quote", AttestationIT.quote(), "held by the enclave");
    }
}
