package dev.assay.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.core.Utils;

/** Makes the database and its users where they are missing, and sets the users' passwords to the known ones. */
final class DatabaseUsers {
    private static final String PLAIN_USER = " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";

    private DatabaseUsers() {}

    /** As the embedded server's superuser: the three users and the database {@code assay} that the owner owns. */
    static void makeEmbedded(EmbeddedPostgres server, DatabaseAccess access) throws SQLException {
        Credentials superuser = server.superuser();
        try (Connection connection = DriverManager.getConnection(server.url("postgres"), superuser.user(),
                superuser.password()); Statement statement = connection.createStatement()) {
            for (Credentials user : List.of(access.owner(), access.application(), access.audit())) {
                make(connection, user);
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", "assay")) {
                statement.execute("CREATE DATABASE assay OWNER " + name(access.owner()));
            }
            statement.execute("REVOKE ALL ON DATABASE assay FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE assay TO " + name(access.application()) + ", "
                    + name(access.audit()));
        }
    }

    /** On a server of the user's own: users that can already log in are left alone. */
    static void makeExternal(DatabaseAccess access) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.owner().user(),
                access.owner().password())) {
            makeUnlessKnown(connection, access, access.application(), "ASSAY_DATABASE_APP_USER");
            makeUnlessKnown(connection, access, access.audit(), "ASSAY_DATABASE_AUDIT_USER");
        }
    }

    private static void makeUnlessKnown(Connection owner, DatabaseAccess access, Credentials user, String setting)
            throws SQLException {
        if (logsIn(access.url(), user)) {
            return;
        }
        try {
            make(owner, user);
        } catch (SQLException e) {
            throw new RefusedException("The database user " + user.user() + " cannot log in and "
                    + access.owner().user() + " may not make it: give " + access.owner().user()
                    + " the right CREATEROLE, or make the user yourself and set " + setting + " and "
                    + setting.replace("_USER", "_PASSWORD") + ".", e);
        }
    }

    private static boolean logsIn(String url, Credentials user) {
        try (Connection connection = DriverManager.getConnection(url, user.user(), user.password())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void make(Connection connection, Credentials user) throws SQLException {
        boolean known = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user.user());
        try (Statement statement = connection.createStatement()) {
            statement.execute((known ? "ALTER ROLE " : "CREATE ROLE ") + name(user) + (known ? " LOGIN" : PLAIN_USER)
                    + " PASSWORD " + literal(user.password()));
        }
    }

    private static boolean exists(Connection connection, String query, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private static String name(Credentials user) throws SQLException {
        return Utils.escapeIdentifier(new StringBuilder(), user.user()).toString();
    }

    private static String literal(String text) throws SQLException {
        return "'" + Utils.escapeLiteral(new StringBuilder(), text, true) + "'";
    }
}
