package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The audit table as the application's user sees it: one tenant at a time (row-level security is forced). */
record AuditRows(String url, String user, String password, String writer) {
    static AuditRows of(Path data) {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(data.resolve("database.properties"))) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AuditRows(values.getProperty("url"), values.getProperty("app.user"),
                values.getProperty("app.password"), values.getProperty("audit.user"));
    }

    int count(String tenant) {
        return select(tenant, "record_id::text").size();
    }

    /** Of every permit of the tenant. */
    Set<String> jtis(String tenant) {
        return new HashSet<>(select(tenant, "jti", "verdict = 'permit'"));
    }

    /** {@code verdict reason} of the newest records, newest first. */
    List<String> newest(String tenant, int limit) {
        return select(tenant, "verdict || ' ' || reason", "true ORDER BY recorded_at DESC LIMIT " + limit);
    }

    /** The database's processes that write audit records. */
    Sessions writers() {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return new Sessions(strings(connection,
                    "SELECT pid::text FROM pg_stat_activity WHERE usename = '" + writer + "'"));
        } catch (SQLException e) {
            throw new AssertionError("the database's sessions cannot be read", e);
        }
    }

    /** Of each signing key that is not destroyed. */
    List<String> signingKeys(String tenant, String expression) {
        return query(tenant, expression + " FROM assay.signing_key WHERE state <> 'destroyed'");
    }

    private List<String> select(String tenant, String expression, String... condition) {
        String where = condition.length == 0 ? "true" : condition[0];
        return query(tenant, expression + " FROM assay.audit_record WHERE " + where);
    }

    private List<String> query(String tenant, String query) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            workFor(connection, tenant);
            return strings(connection, "SELECT " + query);
        } catch (SQLException e) {
            throw new AssertionError("the table cannot be read", e);
        }
    }

    private static void workFor(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT set_config('assay.tenant', assay.tenant_id_of(?)::text, true)")) {
            statement.setString(1, tenant);
            statement.executeQuery();
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (found.next())
                values.add(found.getString(1));
            return values;
        }
    }
}
