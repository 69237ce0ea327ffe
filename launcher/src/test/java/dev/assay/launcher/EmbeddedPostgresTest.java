package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder for all, as making one takes seconds on a busy machine; each test starts its own server on it. */
class EmbeddedPostgresTest {
    private static final Versions VERSIONS = Versions.ofBuild();

    @TempDir
    static Path shared;
    @TempDir
    Path temp;
    private DataFolder data;

    @BeforeEach
    void open() {
        data = DataFolder.open(shared);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void isDurableAndSpeaksScramOnLoopbackOnly() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0);
                Connection connection = connect(server, server.superuser())) {
            assertEquals("on", show(connection, "fsync"));
            assertEquals("on", show(connection, "synchronous_commit"));
            assertEquals("on", show(connection, "full_page_writes"));
            assertEquals("on", show(connection, "data_checksums"));
            assertEquals("127.0.0.1", show(connection, "listen_addresses"));
            assertEquals("", show(connection, "unix_socket_directories"));
            assertEquals("scram-sha-256", single(connection,
                    "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"));
        }
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            SQLException refused = assertThrows(SQLException.class,
                    () -> connect(server, new Credentials("postgres", "guess")).close());
            assertEquals("28P01", refused.getSQLState());
        }
    }

    @Test
    void keepsDataAcrossARestart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            write(server, "kept");
        }
        assertTrue(Postmaster.in(data.file("postgres")).isEmpty());
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            assertTrue(holds(server, "kept"));
        }
    }

    @Test
    void keepsCommittedDataWhenTheServerIsKilled() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(data, VERSIONS, 0);
        write(killed, "committed");
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            assertTrue(holds(server, "committed"));
        }
    }

    @Test
    void stopsAServerLeftOverFromAKilledLauncher() throws Exception {
        EmbeddedPostgres leftOver = EmbeddedPostgres.start(data, VERSIONS, 0);
        write(leftOver, "left");
        ProcessHandle before = postmaster();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            before.onExit().get(10, TimeUnit.SECONDS);
            assertTrue(holds(server, "left"));
        }
    }

    @Test
    void takesAStrangerWithAnOldNumberForNoServer() throws Exception {
        EmbeddedPostgres.start(data, VERSIONS, 0).close();
        Files.writeString(shared.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            write(server, "up");
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersionAndTouchesNothing() throws Exception {
        Path old = Files.createDirectories(temp.resolve("postgres"));
        Files.writeString(old.resolve("PG_VERSION"), "15\n");
        try (DataFolder other = DataFolder.open(temp)) {
            RefusedException refused = assertThrows(RefusedException.class,
                    () -> EmbeddedPostgres.start(other, VERSIONS, 0));
            assertTrue(refused.getMessage().contains("PostgreSQL 15") && refused.getMessage().contains("pg_dump"));
        }
        assertEquals(1, old.toFile().list().length);
    }

    @Test
    void usersOwnNothingTheyNeedNot() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSIONS, 0)) {
            DatabaseAccess access = DatabaseAccess.embedded(data.file("database.properties"), server.url("assay"));
            DatabaseUsers.makeEmbedded(server, access);
            assertEquals(1, Schema.migrate(access, "classpath:db/launcher"));
            assertEquals(0, Schema.migrate(access, "classpath:db/launcher"));
            try (Connection application = connect(access, access.application())) {
                application.createStatement().execute("INSERT INTO note VALUES ('a')");
                assertEquals("f", single(application,
                        "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"));
                assertThrows(SQLException.class, () -> application.createStatement().execute("CREATE TABLE x ()"));
            }
            try (Connection audit = connect(access, access.audit())) {
                audit.createStatement().execute("INSERT INTO note VALUES ('b')");
                assertThrows(SQLException.class, () -> single(audit, "SELECT text FROM note"));
            }
            assertEquals(access,
                    DatabaseAccess.embedded(data.file("database.properties"), server.url("assay")));
        }
    }

    private static Connection connect(DatabaseAccess access, Credentials user) throws SQLException {
        return DriverManager.getConnection(access.url(), user.user(), user.password());
    }

    private static Connection connect(EmbeddedPostgres server, Credentials user) throws SQLException {
        return DriverManager.getConnection(server.url("postgres"), user.user(), user.password());
    }

    private static void write(EmbeddedPostgres server, String text) throws SQLException {
        try (Connection connection = connect(server, server.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (text varchar)");
            statement.execute("INSERT INTO kept VALUES ('" + text + "')");
        }
    }

    private static boolean holds(EmbeddedPostgres server, String text) throws SQLException {
        try (Connection connection = connect(server, server.superuser())) {
            return "1".equals(single(connection, "SELECT count(*) FROM kept WHERE text = '" + text + "'"));
        }
    }

    private static String show(Connection connection, String name) throws SQLException {
        return single(connection, "SHOW " + name);
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    private ProcessHandle postmaster() {
        return ProcessHandle.of(Postmaster.in(data.file("postgres")).orElseThrow().pid()).orElseThrow();
    }
}
