package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.Client;
import dev.assay.identity.SecretHash;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TransactedClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("AU-06")
class FirstClientTest {
    private static final String GIVEN = "a-secret-of-the-operators";

    @TempDir
    Path folder;

    private final TransactedClients rows = new TransactedClients();

    @BeforeEach
    void beforeTheFirstStart() throws SQLException {
        TestDatabase.asSuperuser("DELETE FROM assay.platform_client");
    }

    @Test
    void takesTheSettingsSecretAndWritesNone() {
        first(Optional.of(GIVEN)).ensure(rows);
        assertTrue(admits(GIVEN));
        assertFalse(Files.exists(file()));
    }

    @Test
    void makesASecretThatOnlyTheOwnerReads() throws IOException {
        first(Optional.empty()).ensure(rows);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        String secret = Files.readString(file()).strip();
        assertEquals(43, secret.length());
        assertTrue(admits(secret));
    }

    @Test
    void leavesTheClientAloneOnceThereIsOne() throws IOException {
        first(Optional.of(GIVEN)).ensure(rows);
        first(Optional.empty()).ensure(rows);
        first(Optional.of("another-secret-of-the-operators")).ensure(rows);
        assertTrue(admits(GIVEN));
        assertFalse(Files.exists(file()));
    }

    @Test
    void goesOnWithTheFileOfAStartThatEndedEarly() throws IOException {
        String left = SecretHash.newSecret();
        Files.createDirectories(file().getParent());
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file(), left);
        first(Optional.empty()).ensure(rows);
        assertTrue(admits(left));
    }

    @Test
    void refusesAFileThatOthersReadAndShortSecrets() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), SecretHash.newSecret());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(Settings.RefusedSetting.class, () -> first(Optional.empty()).ensure(rows));
        assertThrows(Settings.RefusedSetting.class, () -> first(Optional.of("admin")).ensure(rows));
    }

    private FirstClient first(Optional<String> given) {
        return new FirstClient(given, file());
    }

    private Path file() {
        return folder.resolve("keys").resolve("platform-admin.secret");
    }

    private boolean admits(String secret) {
        return Client.admits(rows.read(FirstClient.ID), secret, Instant.EPOCH);
    }
}
