package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void refusesASecondInstanceOnTheSameFolder() {
        try (DataFolder first = DataFolder.open(temp.resolve("data"))) {
            RefusedException refused = assertThrows(RefusedException.class, () -> DataFolder.open(first.root()));
            assertTrue(refused.getMessage().contains("(process " + ProcessHandle.current().pid() + ")"));
            assertTrue(refused.getMessage().contains("ASSAY_DATA"));
        }
    }

    @Test
    void opensAgainAfterItWasClosed() throws IOException {
        DataFolder.open(temp).close();
        try (DataFolder again = DataFolder.open(temp)) {
            assertEquals(Long.toString(ProcessHandle.current().pid()), Files.readString(again.file("assay.pid")));
        }
    }

    @Test
    void refusesAFolderThatCannotBeMadeNamingTheSetting() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        RefusedException refused = assertThrows(RefusedException.class, () -> DataFolder.open(file.resolve("data")));
        assertTrue(refused.getMessage().contains("ASSAY_DATA"), refused.getMessage());
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws IOException {
        try (DataFolder data = DataFolder.open(temp.resolve("data"))) {
            Path secret = data.folder("keys").resolve("password");
            String made = OwnerOnly.password(secret);
            assertEquals(made, OwnerOnly.password(secret));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())));
        }
    }
}
