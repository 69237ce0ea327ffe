package dev.assay.launcher;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that is no node's own: it outlives any of them, and the test may look past row-level security. */
public final class ForeignPostgres implements AutoCloseable {
    private static final String PASSWORD = "pw";

    private final DataFolder folder;
    private final EmbeddedPostgres server;

    private ForeignPostgres(DataFolder folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /** With an empty database {@code assay} whose owner is an ordinary user that may make users. */
    public static ForeignPostgres start(Path data) {
        DataFolder folder = DataFolder.open(data);
        ForeignPostgres made = new ForeignPostgres(folder, EmbeddedPostgres.start(folder, Versions.ofBuild(), 0));
        made.execute("postgres", "CREATE ROLE keeper LOGIN CREATEROLE PASSWORD '" + PASSWORD + "'");
        made.execute("postgres", "CREATE DATABASE assay OWNER keeper");
        return made;
    }

    /** The settings that put a node on one of its databases. */
    public Map<String, String> settings(String database) {
        return Map.of("ASSAY_DATABASE_URL", server.url(database), "ASSAY_DATABASE_USER", "keeper",
                "ASSAY_DATABASE_PASSWORD", PASSWORD, "ASSAY_DATABASE_APP_USER", "assay_app",
                "ASSAY_DATABASE_APP_PASSWORD", PASSWORD, "ASSAY_DATABASE_AUDIT_USER", "assay_audit",
                "ASSAY_DATABASE_AUDIT_PASSWORD", PASSWORD);
    }

    /** As the superuser. */
    public Connection connect(String database) {
        try {
            return DriverManager.getConnection(server.url(database), server.superuser().user(),
                    server.superuser().password());
        } catch (SQLException e) {
            throw new AssertionError("the database does not answer", e);
        }
    }

    public void execute(String database, String sql) {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column. */
    public List<String> select(String database, String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next())
                values.add(rows.getString(1));
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
