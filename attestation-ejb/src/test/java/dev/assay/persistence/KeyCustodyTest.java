package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("KM-01")
class KeyCustodyTest {
    private final AtomicReference<String> database = new AtomicReference<>();

    @TempDir
    private Path folder;

    @Test
    void makesAKeyOnTheFirstStartAndFindsItOnTheNext() {
        KeyEncryptionKey first = open("kek");
        assertEquals(first.checkValue(), database.get());
        assertEquals(first.checkValue(), open("kek").checkValue());
    }

    @Test
    void stopsTheStartWhereTheKeyIsMissing() throws Exception {
        open("kek");
        Files.delete(folder.resolve("kek"));
        assertTrue(assertThrows(KeyUnavailableException.class, () -> open("kek")).getMessage().contains("is missing"));
        assertTrue(Files.notExists(folder.resolve("kek")));
    }

    @Test
    void stopsTheStartWhereTheKeyIsAnother() {
        open("kek");
        String claimed = database.getAndSet(null);
        open("other");
        database.set(claimed);
        assertTrue(assertThrows(KeyUnavailableException.class, () -> open("other")).getMessage()
                .contains("another key"));
    }

    @Test
    void stopsTheSlowerOfTwoFirstStartsWithKeysOfTheirOwn() {
        KeyCustody slower = new KeyCustody(folder.resolve("mine"), Optional::empty, check -> "another node's");
        assertThrows(KeyUnavailableException.class, slower::open);
    }

    private KeyEncryptionKey open(String file) {
        return new KeyCustody(folder.resolve(file), () -> Optional.ofNullable(database.get()), check -> {
            database.compareAndSet(null, check);
            return database.get();
        }).open();
    }
}
