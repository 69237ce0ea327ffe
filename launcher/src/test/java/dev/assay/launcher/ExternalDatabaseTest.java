package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of the user's own, played by an embedded one with an owner that is no superuser. */
class ExternalDatabaseTest {
    @TempDir
    static Path temp;
    private static DataFolder data;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        data = DataFolder.open(temp);
        server = EmbeddedPostgres.start(data, Versions.ofBuild(), 0);
        try (Connection connection = DriverManager.getConnection(server.url("postgres"), "postgres",
                server.superuser().password()); Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE able LOGIN CREATEROLE PASSWORD 'pw'");
            statement.execute("CREATE ROLE unable LOGIN PASSWORD 'pw'");
            statement.execute("CREATE DATABASE able OWNER able");
            statement.execute("CREATE DATABASE unable OWNER unable");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        data.close();
    }

    @Test
    void makesTheUsersAndMigratesWhereTheOwnerMay() throws Exception {
        try (Database database = open(server.url("able"), "able", "pw");
                Connection application = connect(database.access(), database.access().application());
                Connection audit = connect(database.access(), database.access().audit())) {
            assertTrue(application.isValid(5) && audit.isValid(5));
            assertEquals("able", database.access().owner().user());
        }
    }

    @Test
    void refusesAnOwnerThatMayNotMakeUsersNamingTheSettings() {
        String sentence = refusal(server.url("unable"), "unable", "pw", "assay_other");
        assertTrue(sentence.contains("CREATEROLE") && sentence.contains("ASSAY_DATABASE_APP_PASSWORD"), sentence);
    }

    @Test
    void refusesAWrongPasswordNamingTheSetting() {
        String sentence = refusal(server.url("able"), "able", "guess", "assay_app");
        assertTrue(sentence.contains("ASSAY_DATABASE_PASSWORD"), sentence);
    }

    @Test
    void refusesAnUnknownDatabaseNamingTheSetting() {
        String sentence = refusal(server.url("nowhere"), "able", "pw", "assay_app");
        assertTrue(sentence.contains("no database") && sentence.contains("ASSAY_DATABASE_URL"), sentence);
    }

    @Test
    void refusesAServerThatDoesNotAnswerNamingTheSetting() {
        String sentence = refusal("jdbc:postgresql://127.0.0.1:" + Ports.free() + "/able", "able", "pw", "assay_app");
        assertTrue(sentence.contains("cannot be reached") && sentence.contains("ASSAY_DATABASE_URL"), sentence);
    }

    private static String refusal(String url, String user, String password, String application) {
        RefusedException refused = assertThrows(RefusedException.class, () -> Database.open(data,
                settings(Map.of("ASSAY_DATABASE_URL", url, "ASSAY_DATABASE_USER", user, "ASSAY_DATABASE_PASSWORD",
                        password, "ASSAY_DATABASE_APP_USER", application, "ASSAY_DATABASE_APP_PASSWORD", "other")),
                Versions.ofBuild()).close());
        return refused.getMessage();
    }

    private static Database open(String url, String user, String password) {
        return Database.open(data, settings(Map.of("ASSAY_DATABASE_URL", url, "ASSAY_DATABASE_USER", user,
                "ASSAY_DATABASE_PASSWORD", password)), Versions.ofBuild());
    }

    private static Settings settings(Map<String, String> environment) {
        return Settings.read(new SettingSource(Map.of(), environment), true);
    }

    private static Connection connect(DatabaseAccess access, Credentials user) throws Exception {
        return DriverManager.getConnection(access.url(), user.user(), user.password());
    }
}
