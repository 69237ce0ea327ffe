package dev.assay.bench.running;

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
 * Puts tenants on the emulated platform's anchor set, in the server's own database as the application's user. why: the
 * management plane sets no anchors, and evidence that is refused would measure something else.
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

    private static void trust(Connection connection, String tenant) throws SQLException {
        UUID id = id(connection, tenant);
        try (PreparedStatement scope = connection.prepareStatement("SELECT set_config('assay.tenant', ?, true)");
                PreparedStatement change = connection
                        .prepareStatement("UPDATE assay.tenant SET anchor_set = ? WHERE tenant_id = ?")) {
            scope.setString(1, id.toString());
            scope.execute();
            change.setString(1, Platform.ANCHORS);
            change.setObject(2, id);
            if (change.executeUpdate() != 1)
                throw new SQLException("no tenant " + tenant);
        }
        connection.commit();
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
