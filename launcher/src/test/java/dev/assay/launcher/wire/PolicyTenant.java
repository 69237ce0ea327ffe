package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A tenant made for a test over the management plane, and an access token of a client that may contribute to it.
 *
 * @param token of the built-in issuer
 */
record PolicyTenant(String name, String endpoint, String token) {
    private static final String SECRET = "a-secret-for-the-wire-test";
    private static final byte[] SALT = new byte[16];
    private static final int ROUNDS = 210_000;

    static PolicyTenant make(RunningService service, String name) {
        return make(service, name, "{\"name\":\"" + name + "\"}", "attestation-contributor");
    }

    /** One whose policies and certificates only the holder of that key changes. @param role of the client */
    static PolicyTenant isolated(RunningService service, String name, PolicyKey key, String role) {
        return make(service, name, jakarta.json.Json.createObjectBuilder().add("name", name)
                .add("trustModel", "Isolated").add("policySigningCertificates", key.certificatePem()).build()
                .toString(), role);
    }

    private static PolicyTenant make(RunningService service, String name, String wish, String role) {
        Client root = service.client("default");
        String admin = token(service, root, "platform-admin", adminSecret(service));
        Client.Answer made = root.send(root.request("/management/v1/tenants").header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + admin)
                .POST(BodyPublishers.ofString(wish)).build());
        if (made.status() != 201)
            throw new AssertionError(made.status() + " " + made.body());
        addClient(service, name, role);
        return new PolicyTenant(name, service.place().issuer(name), token(service, root, name + ".robot", SECRET));
    }

    private static String adminSecret(RunningService service) {
        try {
            return Files.readString(service.place().data().resolve("keys").resolve("platform-admin.secret")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token(RunningService service, Client client, String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        Client.Answer granted;
        do {
            // One address may ask for few tokens a second.
            granted = client.send(HttpRequest
                    .newBuilder(URI.create(service.place().issuer("default") + "/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Basic " + basic)
                    .POST(BodyPublishers.ofString("grant_type=client_credentials")).build());
        } while (granted.status() == 429);
        if (granted.status() != 200)
            throw new AssertionError(granted.status() + " " + granted.body());
        return Json.object(granted.body()).getString("access_token");
    }

    /** As the application's user may, within the tenant. */
    private static void addClient(RunningService service, String tenant, String role) {
        AuditRows database = service.audit();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            try (PreparedStatement enter = connection
                    .prepareStatement("SELECT set_config('assay.tenant', assay.tenant_id_of(?)::text, true)")) {
                enter.setString(1, tenant);
                enter.executeQuery();
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO assay.api_client (tenant_id, client_name, roles, current_salt, current_hash,
                        current_rounds)
                    VALUES (assay.current_tenant(), 'robot', ?, ?, ?, ?)""")) {
                insert.setString(1, role);
                insert.setBytes(2, SALT);
                insert.setBytes(3, hash());
                insert.setInt(4, ROUNDS);
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError("the client cannot be stored", e);
        }
    }

    private static byte[] hash() {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(SECRET.toCharArray(), SALT, ROUNDS, 256)).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
