package dev.assay.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("TP-21")
class MessageSealTest {
    private static final Bytes SECRET = KeyEncryptionKey.newSecret();
    private static final Bytes TEXT = Bytes.utf8("brought back");

    private final MessageSeal seal = new KeyEncryptionKey(SECRET).messageSeal("one purpose");

    /** RFC 5869, A.1. */
    @Test
    void derivesAsTheStandardsExampleDoes() {
        Bytes key = KeyDerivation.extract(Bytes.hex("000102030405060708090a0b0c"), Bytes.hex("0b".repeat(22)));
        assertEquals("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", key.toHex());
        assertEquals("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                KeyDerivation.expand(key, Bytes.hex("f0f1f2f3f4f5f6f7f8f9"), 42).toHex());
    }

    @Test
    void opensOnEveryNodeWithTheSameKeyAndForTheSamePurposeAlone() {
        Bytes sealed = seal.seal(TEXT);
        assertEquals(Optional.of(TEXT), new KeyEncryptionKey(SECRET).messageSeal("one purpose").open(sealed));
        assertEquals(Optional.empty(), new KeyEncryptionKey(SECRET).messageSeal("another").open(sealed));
        assertEquals(Optional.empty(),
                new KeyEncryptionKey(KeyEncryptionKey.newSecret()).messageSeal("one purpose").open(sealed));
    }

    @Test
    void opensNothingWithOneBitChanged() {
        byte[] sealed = seal.seal(TEXT).toArray();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            sealed[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(Optional.empty(), seal.open(Bytes.copyOf(sealed)), "bit " + bit);
            sealed[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertEquals(Optional.of(TEXT), seal.open(Bytes.copyOf(sealed)));
    }

    @Test
    void opensNothingThatWasCutOrHasMoreBehindIt() {
        Bytes sealed = seal.seal(TEXT);
        for (int length = 0; length < sealed.length(); length++)
            assertEquals(Optional.empty(), seal.open(sealed.slice(0, length)), "length " + length);
        assertEquals(Optional.empty(), seal.open(sealed.concat(Bytes.hex("00"))));
    }

    /** Equal salts would mean equal keys and nonces. */
    @Test
    void givesEachMessageASaltOfItsOwn() {
        Set<Bytes> salts = new HashSet<>();
        for (int i = 0; i < 1_000; i++)
            salts.add(seal.seal(TEXT).slice(0, 32));
        assertEquals(1_000, salts.size());
    }

    @Test
    void isNamedWithoutTellingItsKey() {
        assertTrue(seal.name().matches("[0-9A-F]{64}"));
        assertNotEquals(seal.name(), new KeyEncryptionKey(SECRET).messageSeal("another").name());
    }
}
