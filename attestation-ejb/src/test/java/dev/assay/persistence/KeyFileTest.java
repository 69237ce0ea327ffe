package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void makesAKeyOnceAndReadsTheSameAgain() {
        KeyFile file = new KeyFile(folder.resolve("deep/kek"));
        assertTrue(file.read().isEmpty());
        KeyEncryptionKey made = file.create();
        assertEquals(made.checkValue(), file.read().orElseThrow().checkValue());
        assertEquals(made.checkValue(), file.create().checkValue());
    }

    @Test
    @Tag("KM-05")
    void refusesAFileOthersMayRead() throws Exception {
        Path path = folder.resolve("kek");
        new KeyFile(path).create();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        var refused = assertThrows(KeyUnavailableException.class, () -> new KeyFile(path).read());
        assertTrue(refused.getMessage().contains("chmod 600"));
    }

    @Test
    @Tag("KM-05")
    void refusesAPlaceholder() throws Exception {
        Path path = folder.resolve("kek");
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(path, "changeit");
        assertThrows(KeyUnavailableException.class, () -> new KeyFile(path).read());
    }

    @Test
    void readsRawOctets() throws Exception {
        Path path = folder.resolve("kek");
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(path, KeyEncryptionKey.newSecret().toArray());
        assertTrue(new KeyFile(path).read().isPresent());
    }
}
