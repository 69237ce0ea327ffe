package dev.assay.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-01")
class DataKeyTest {
    private static final UUID BLUE = new UUID(0, 1);
    private static final Bytes PLAIN = Bytes.utf8("evidence");
    private static final Bytes BOUND = Bytes.utf8("row 1");

    private final KeyEncryptionKey kek = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    private final DataKey.Wrapped wrapped = kek.newDataKey(BLUE, 1);

    @Test
    void opensWhatItSealed() {
        DataKey.Sealed sealed = kek.open(BLUE, 1, wrapped).seal(PLAIN, BOUND);
        assertFalse(sealed.box().toHex().contains(PLAIN.toHex()));
        assertEquals(Optional.of(PLAIN), kek.open(BLUE, 1, wrapped).open(sealed, BOUND));
    }

    @Test
    void sealsTheSameTwiceWithTwoNonces() {
        DataKey key = kek.open(BLUE, 1, wrapped);
        assertNotEquals(key.seal(PLAIN, BOUND), key.seal(PLAIN, BOUND));
    }

    @Test
    void opensNothingThatBelongsElsewhereOrWasAltered() {
        DataKey key = kek.open(BLUE, 1, wrapped);
        DataKey.Sealed sealed = key.seal(PLAIN, BOUND);
        assertEquals(Optional.empty(), key.open(sealed, Bytes.utf8("row 2")));
        assertEquals(Optional.empty(), kek.open(BLUE, 2, kek.newDataKey(BLUE, 2)).open(sealed, BOUND));
        Bytes altered = Bytes.hex("00").concat(sealed.box().slice(1, sealed.box().length()));
        Bytes other = altered.equals(sealed.box())
                ? Bytes.hex("01").concat(altered.slice(1, altered.length()))
                : altered;
        assertEquals(Optional.empty(), key.open(new DataKey.Sealed(sealed.nonce(), other), BOUND));
    }

    @Test
    void isNotUnwrappedForAnotherTenantOrNumberOrByAnotherKey() {
        assertThrows(KeyUnavailableException.class, () -> kek.open(new UUID(0, 2), 1, wrapped));
        assertThrows(KeyUnavailableException.class, () -> kek.open(BLUE, 2, wrapped));
        KeyEncryptionKey another = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
        assertThrows(KeyUnavailableException.class, () -> another.open(BLUE, 1, wrapped));
    }
}
