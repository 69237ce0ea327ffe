package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.identity.AccessTokenKey;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-01")
class AccessKeyCustodyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final KeyEncryptionKey kek = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    private final AccessKeyCustody custody = new AccessKeyCustody(kek);

    @Test
    void opensWhatItMade() {
        AccessKeyRows.Stored made = custody.make(NOW);
        AccessTokenKey key = new AccessKeyCustody(kek).open(made);
        assertEquals(made.kid(), key.kid());
        assertEquals(made.spki(), Bytes.copyOf(key.publicKey().getEncoded()));
    }

    @Test
    void refusesAnotherKeyEncryptionKey() {
        AccessKeyRows.Stored made = custody.make(NOW);
        AccessKeyCustody other = new AccessKeyCustody(new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
        assertThrows(KeyUnavailableException.class, () -> other.open(made));
    }

    @Test
    void refusesAPublicKeyPutInThePlaceOfItsOwn() {
        AccessKeyRows.Stored made = custody.make(NOW);
        Bytes planted = Bytes.copyOf(AccessTokenKey.newPair().getPublic().getEncoded());
        assertThrows(KeyUnavailableException.class, () -> custody.open(new AccessKeyRows.Stored(made.kid(), planted,
                made.wrapped(), made.activatedAt(), made.verifyUntil())));
    }
}
