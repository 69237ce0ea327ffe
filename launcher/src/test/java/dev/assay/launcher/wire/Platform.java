package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The platform's administrator at one node. */
record Platform(Client client, String authorization) {
    private static final String SECRET = "a-secret-for-the-wire-tests";

    /** What makes a service's first client one that this knows. */
    static Map<String, String> settings() {
        return Map.of("ASSAY_ADMIN_SECRET", SECRET);
    }

    static Platform of(Client client) {
        return new Platform(client, bearer(client, "platform-admin", SECRET));
    }

    /** A client's authorization. */
    static String bearer(Client client, String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        Client.Answer granted = client.send(client.request("/oauth2/token").header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build());
        assertEquals(200, granted.status(), granted.body());
        return "Bearer " + Json.object(granted.body()).getString("access_token");
    }

    /** Makes a tenant that trusts the emulated platforms, and in it the client robot. @return the client's secret */
    String tenant(String name, String role) {
        post("/management/v1/tenants", "{\"name\":\"" + name + "\",\"anchorSet\":\"demo\"}");
        Client.Answer made = post("/management/v1/tenants/" + name + "/clients",
                "{\"name\":\"robot\",\"roles\":[\"" + role + "\"]}");
        return Json.object(made.body()).getString("secret");
    }

    private Client.Answer post(String path, String body) {
        Client.Answer made = client.send(client.request(path).header("Authorization", authorization)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build());
        assertEquals(201, made.status(), made.body());
        return made;
    }

    /** Sets how the tenant's tokens are signed; the node then takes the steps that are due for its keys. */
    void algorithm(String tenant, String name) {
        String path = "/management/v1/tenants/" + tenant;
        Client.Answer now = client.send(client.request(path).header("Authorization", authorization).GET().build());
        Client.Answer changed = client.send(client.request(path).header("Authorization", authorization)
                .header("Content-Type", "application/json").header("If-Match", now.header("ETag").orElse("*"))
                .method("PATCH", BodyPublishers.ofString("{\"token\":{\"algorithm\":\"" + name + "\"}}")).build());
        assertEquals(200, changed.status(), changed.body());
    }
}
