package dev.assay.bench.running;

import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * Puts tenants on the emulated platform's anchor set and gives them policies, in the server's own database as the
 * application's user. why: the management plane sets no anchors, and evidence that is refused would measure something
 * else; and each tenant's policy would take a client of its own.
 */
record Tenancies(String url, String user, String password) {
    static Tenancies of(Site site) throws IOException {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(site.data().resolve("database.properties"))) {
            values.load(in);
        }
        return new Tenancies(values.getProperty("url"), values.getProperty("app.user"),
                values.getProperty("app.password"));
    }

    void trust(List<String> tenants) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            for (String tenant : tenants)
                trust(connection, tenant);
        }
    }

    /** Gives each a policy of its own: the default's rules in a text that no other tenant has. */
    void govern(List<String> tenants) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            for (String tenant : tenants)
                govern(connection, tenant);
        }
    }

    private static void govern(Connection connection, String tenant) throws SQLException {
        UUID id = enter(connection, tenant);
        Policy policy = Policy.parse(DefaultPolicies.servedFor("SgxEnclave").orElseThrow().text() + " // " + tenant);
        try (PreparedStatement store = connection.prepareStatement(
                """
                        WITH stored AS (
                            INSERT INTO assay.tenant_policy (tenant_id, attestation_type, version, policy_text, policy_hash)
                            VALUES (?, 'SgxEnclave', 1, ?, ?) RETURNING tenant_id, attestation_type, version)
                        INSERT INTO assay.tenant_policy_active (tenant_id, attestation_type, version) SELECT * FROM stored""")) {
            store.setObject(1, id);
            store.setString(2, policy.text());
            store.setBytes(3, policy.hash().toArray());
            store.executeUpdate();
        }
        connection.commit();
    }

    private static void trust(Connection connection, String tenant) throws SQLException {
        UUID id = enter(connection, tenant);
        try (PreparedStatement change = connection
                .prepareStatement("UPDATE assay.tenant SET anchor_set = ? WHERE tenant_id = ?")) {
            change.setString(1, Platform.ANCHORS);
            change.setObject(2, id);
            if (change.executeUpdate() != 1)
                throw new SQLException("no tenant " + tenant);
        }
        connection.commit();
    }

    private static UUID enter(Connection connection, String tenant) throws SQLException {
        UUID id = id(connection, tenant);
        try (PreparedStatement scope = connection.prepareStatement("SELECT set_config('assay.tenant', ?, true)")) {
            scope.setString(1, id.toString());
            scope.execute();
        }
        return id;
    }

    private static UUID id(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT assay.tenant_id_of(?)")) {
            ask.setString(1, tenant);
            try (ResultSet found = ask.executeQuery()) {
                found.next();
                return found.getObject(1, UUID.class);
            }
        }
    }
}
