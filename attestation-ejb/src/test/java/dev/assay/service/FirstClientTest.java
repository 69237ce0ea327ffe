package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TransactedClientStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("AU-06")
class FirstClientTest {
    private static final String GIVEN = "a-secret-of-the-operators";

    @TempDir
    Path folder;

    private final TransactedClientStore store = new TransactedClientStore();

    @BeforeEach
    void beforeTheFirstStart() throws SQLException {
        TestDatabase.asSuperuser("DELETE FROM assay.platform_client");
    }

    @Test
    void takesTheSettingsSecretAndWritesNone() {
        first(Optional.of(GIVEN)).ensure(store, "node", Instant.EPOCH);
        assertTrue(admits(GIVEN));
        assertFalse(Files.exists(file()));
    }

    @Test
    void makesASecretThatOnlyTheOwnerReads() throws IOException {
        first(Optional.empty()).ensure(store, "node", Instant.EPOCH);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        String secret = Files.readString(file()).strip();
        assertEquals(43, secret.length());
        assertTrue(admits(secret));
    }

    @Test
    void leavesTheClientAloneOnceThereIsOne() throws IOException {
        first(Optional.of(GIVEN)).ensure(store, "node", Instant.EPOCH);
        first(Optional.empty()).ensure(store, "node", Instant.EPOCH);
        first(Optional.of("another-secret-of-the-operators")).ensure(store, "node", Instant.EPOCH);
        assertTrue(admits(GIVEN));
        assertFalse(Files.exists(file()));
    }

    @Test
    void doesNotBringItBackOnceOthersAdministerThePlatform() {
        first(Optional.of(GIVEN)).ensure(store, "node", Instant.EPOCH);
        AdministrativeAct act = AdministrativeAct.ofNode(AdministrativeAct.Operation.CREATE, "node", Instant.EPOCH);
        store.create(new Client(new ClientId(Optional.empty(), "other"), Set.of(Role.PLATFORM_ADMINISTRATOR),
                new Client.Secrets(SecretHash.of("other"), Optional.empty()),
                new Client.Standing(false, Optional.empty())), 2, act);
        store.delete(FirstClient.ID, held -> true,
                AdministrativeAct.ofNode(AdministrativeAct.Operation.DELETE, "node", Instant.EPOCH));
        first(Optional.of(GIVEN)).ensure(store, "node", Instant.EPOCH);
        assertFalse(admits(GIVEN));
    }

    @Test
    void goesOnWithTheFileOfAStartThatEndedEarly() throws IOException {
        String left = SecretHash.newSecret();
        Files.createDirectories(file().getParent());
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file(), left);
        first(Optional.empty()).ensure(store, "node", Instant.EPOCH);
        assertTrue(admits(left));
    }

    @Test
    void refusesAFileThatOthersReadAndShortSecrets() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), SecretHash.newSecret());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(Settings.RefusedSetting.class, () -> first(Optional.empty()).ensure(store, "node", Instant.EPOCH));
        assertThrows(Settings.RefusedSetting.class,
                () -> first(Optional.of("admin")).ensure(store, "node", Instant.EPOCH));
    }

    private FirstClient first(Optional<String> given) {
        return new FirstClient(given, file());
    }

    private Path file() {
        return folder.resolve("keys").resolve("platform-admin.secret");
    }

    private boolean admits(String secret) {
        return Client.admits(store.find(FirstClient.ID).map(ClientRecord::client), secret, Instant.EPOCH);
    }
}
