package dev.assay.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyEncryptionKeyTest {
    private static final SigningKey KEY = new KeyMaker().make("https://a.example",
            Instant.parse("2026-11-24T10:00:00Z"));
    private static final UUID BLUE = new UUID(0, 1);
    private static final UUID RED = new UUID(0, 2);

    private final KeyEncryptionKey kek = new KeyEncryptionKey(KeyEncryptionKey.newSecret());

    @Test
    @Tag("KM-01")
    void opensWhatItSealed() {
        assertEquals(KEY.privateKey(), kek.open(BLUE, KEY.kid(), kek.seal(BLUE, KEY.kid(), KEY.privateKey())));
    }

    @Test
    @Tag("KM-01")
    void refusesARowMovedToAnotherTenantOrKey() {
        WrappedKey row = kek.seal(BLUE, KEY.kid(), KEY.privateKey());
        assertThrows(KeyUnavailableException.class, () -> kek.open(RED, KEY.kid(), row));
        assertThrows(KeyUnavailableException.class, () -> kek.open(BLUE, "other", row));
    }

    @Test
    @Tag("KM-01")
    void refusesTwoRowsWhosePartsWereSwapped() {
        WrappedKey blue = kek.seal(BLUE, KEY.kid(), KEY.privateKey());
        WrappedKey red = kek.seal(RED, KEY.kid(), KEY.privateKey());
        WrappedKey mixed = new WrappedKey(1, blue.keyNonce(), blue.wrappedKey(), red.dekNonce(), red.wrappedDek(),
                blue.kekCheck());
        assertThrows(KeyUnavailableException.class, () -> kek.open(BLUE, KEY.kid(), mixed));
        assertThrows(KeyUnavailableException.class, () -> kek.open(RED, KEY.kid(), mixed));
    }

    @Test
    @Tag("KM-02")
    void refusesUnderAnotherKeyEvenWhereTheCheckValueWasForged() {
        KeyEncryptionKey other = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
        WrappedKey row = kek.seal(BLUE, KEY.kid(), KEY.privateKey());
        WrappedKey forged = new WrappedKey(1, row.keyNonce(), row.wrappedKey(), row.dekNonce(), row.wrappedDek(),
                other.checkValue());
        assertNotEquals(kek.checkValue(), other.checkValue());
        assertThrows(KeyUnavailableException.class, () -> other.open(BLUE, KEY.kid(), row));
        assertThrows(KeyUnavailableException.class, () -> other.open(BLUE, KEY.kid(), forged));
    }

    @Test
    @Tag("KM-01")
    void usesAFreshKeyAndNonceForEachRow() {
        WrappedKey first = kek.seal(BLUE, KEY.kid(), KEY.privateKey());
        WrappedKey second = kek.seal(BLUE, KEY.kid(), KEY.privateKey());
        assertNotEquals(first.keyNonce(), second.keyNonce());
        assertNotEquals(first.wrappedKey(), second.wrappedKey());
    }

    @Test
    void holdsNoPlainKeyInTheRow() {
        WrappedKey row = kek.seal(BLUE, KEY.kid(), KEY.privateKey());
        String plain = Bytes.copyOf(KEY.privateKey().getEncoded()).slice(40, 72).toHex();
        assertFalse(row.wrappedKey().toHex().contains(plain));
    }
}
