package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.collateral.CollateralKey;
import dev.assay.persistence.CollateralArchive;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollateralImportTest {
    private static EmbeddedPostgres server;

    @TempDir
    Path folder;
    @TempDir
    Path data;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE assay_owner LOGIN NOSUPERUSER");
            statement.execute("CREATE ROLE assay_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'made'");
            statement.execute("CREATE ROLE assay_audit LOGIN NOSUPERUSER NOBYPASSRLS");
            statement.execute("CREATE DATABASE assay OWNER assay_owner");
        }
        Flyway.configure().dataSource(server.getJdbcUrl("assay_owner", "assay"), "assay_owner", "").schemas("assay")
                .placeholders(Map.of("app_role", "assay_app", "audit_role", "assay_audit")).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void write() throws IOException {
        EmulatedFolder.genuine(folder);
        database(server.getPort());
    }

    private void database(int port) throws IOException {
        Files.writeString(data.resolve("database.properties"), """
                url=jdbc:postgresql://127.0.0.1:%d/assay
                app.user=assay_app
                app.password=made
                """.formatted(port));
    }

    private Run imports(String set, String... more) {
        String[] arguments = Stream.concat(Stream.of("collateral", "import", folder.toString(), "--anchor-set", set),
                Stream.of(more)).toArray(String[]::new);
        return Run.inDataFolder(data, arguments);
    }

    private Run importsTrusting(String set) {
        return imports(set, "--root", folder.resolve("trusted_root.pem").toString());
    }

    private static int stored(String set) {
        CollateralArchive archive = new CollateralArchive(
                server.getDatabase("assay_app", "assay"));
        return archive.find(set, Set.of(CollateralKey.rootCaCrl(), CollateralKey.sgxQeIdentity(),
                CollateralKey.pckCrl("processor"))).size();
    }

    @Test
    void storesEveryFileAndPrintsItsDates() {
        Run run = importsTrusting("whole");
        assertEquals(0, run.code(), run.err());
        assertEquals(4, run.lines().size(), run.out());
        run.lines().forEach(line -> assertTrue(
                line.matches("\\S+( \\(\\S+\\))?: issued 2026-\\S+Z, next update 202\\S+Z, imported"), line));
        assertEquals(3, stored("whole"));
        assertTrue(importsTrusting("whole").lines().stream().allMatch(line -> line.endsWith("known already")));
    }

    @Test
    @Tag("CO-08")
    void importsNothingWhereOneFileDoesNotVerify() throws IOException {
        Path identity = folder.resolve("qe_identity.json");
        Files.writeString(identity, Files.readString(identity).replace("\"isvprodid\":1", "\"isvprodid\":2"));
        Run run = importsTrusting("atomic");
        assertEquals(ExitCode.REFUSED, run.code());
        assertTrue(run.err().contains("qe_identity.json") && run.err().contains("Nothing was imported"), run.err());
        assertEquals(0, stored("atomic"));
    }

    @Test
    @Tag("PK-01")
    void refusesCollateralOfOtherAnchors() {
        Run run = imports("vendors");
        assertEquals(ExitCode.REFUSED, run.code());
        assertTrue(run.err().contains("tcb_info.json") && run.err().contains("trust anchor"), run.err());
    }

    @Test
    void asksForTheRootsOfASetItDoesNotKnow() {
        Run run = imports("unknown");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("--root") && run.err().contains("ASSAY_ANCHOR_SET_UNKNOWN_ROOT_FILE"), run.err());
    }

    @Test
    void refusesAFolderWithoutCollateral() {
        Run run = Run.of("collateral", "import", data.toString());
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("holds none of tcb_info.json"), run.err());
    }

    @Test
    void namesAFileThatIsMissingItsIssuers() throws IOException {
        Files.delete(folder.resolve("tcb_info_issuer_chain.pem"));
        Run run = importsTrusting("chain");
        assertEquals(ExitCode.REFUSED, run.code());
        assertTrue(run.err().contains("tcb_info_issuer_chain.pem is missing"), run.err());
    }

    @Test
    void saysInOneSentenceThatNoDatabaseAnswers() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            database(free.getLocalPort());
        }
        Run run = importsTrusting("absent");
        assertEquals(ExitCode.COULD_NOT_TELL, run.code());
        assertTrue(run.err().contains("database does not answer") && run.err().lines().count() == 1, run.err());
    }

    @Test
    void saysWhatIsMissingWhereNothingHasRunYet() throws IOException {
        Files.delete(data.resolve("database.properties"));
        Run run = importsTrusting("none");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("database.properties; './assay run' writes it"), run.err());
    }
}
