package dev.assay.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A migrated database ready for the server, embedded or the user's own; closing it stops only an embedded one. */
record Database(DatabaseAccess access, Closeable server) implements Closeable {

    static Database open(DataFolder data, Settings settings, Versions versions) {
        Path file = data.file("database.properties");
        return settings.database()
                .map(external -> external(DatabaseAccess.external(file, external)))
                .orElseGet(() -> embedded(EmbeddedPostgres.start(data, versions, settings.databasePort()), file));
    }

    private static Database embedded(EmbeddedPostgres server, Path file) {
        try {
            DatabaseAccess access = DatabaseAccess.embedded(file, server.url("assay"));
            DatabaseUsers.makeEmbedded(server, access);
            Schema.migrate(access, Schema.SCRIPTS);
            return new Database(access, server);
        } catch (SQLException e) {
            server.close();
            throw new RefusedException("The embedded database does not answer (" + e.getMessage()
                    + "): see logs/postgres.log in ASSAY_DATA.", e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Database external(DatabaseAccess access) {
        check(access);
        try {
            DatabaseUsers.makeExternal(access);
        } catch (SQLException e) {
            throw unreachable(access, e);
        }
        Schema.migrate(access, Schema.SCRIPTS);
        return new Database(access, () -> {});
    }

    /** One connection as the owner, so that a mistake is named before anything else is tried. */
    private static void check(DatabaseAccess access) {
        try (Connection connection = DriverManager.getConnection(access.url(), access.owner().user(),
                access.owner().password())) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < 15) {
                throw new RefusedException("The server at ASSAY_DATABASE_URL is PostgreSQL " + major
                        + ": point ASSAY_DATABASE_URL at version 15 or later.");
            }
        } catch (SQLException e) {
            throw unreachable(access, e);
        }
    }

    private static RefusedException unreachable(DatabaseAccess access, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String place = access.url().replaceAll("\\?.*", "");
        if (state.startsWith("28")) {
            return new RefusedException("The database at " + place + " refuses the user " + access.owner().user()
                    + ": check ASSAY_DATABASE_USER and ASSAY_DATABASE_PASSWORD.", e);
        }
        return new RefusedException(state.equals("3D000")
                ? "The server has no database of the name in " + place
                        + ": make it, or set ASSAY_DATABASE_URL to another."
                : "The database at " + place + " cannot be reached: start it, or check ASSAY_DATABASE_URL.", e);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
