package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the installation gives to a client to bring back: AES-256-GCM, the same on all nodes, and nothing is stored.
 * Each message has a salt of its own, from which its key and nonce are derived, so that none is ever used twice (TP-21).
 */
public final class MessageSeal {
    private static final int SALT_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int SMALLEST = SALT_OCTETS + 16;
    private static final Bytes EACH = Bytes.utf8("assay message 1");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Bytes root;
    private final String name;

    /** @param root 32 octets, for this purpose alone */
    MessageSeal(Bytes root) {
        this.root = root;
        this.name = KeyDerivation.expand(root, Bytes.utf8("assay message key name 1"), 32).toHex()
                .toUpperCase(Locale.ROOT);
    }

    /** Tells another key, reveals nothing of this one: 64 upper-case hexadecimal digits. */
    public String name() {
        return name;
    }

    public Bytes seal(Bytes plain) {
        byte[] salt = new byte[SALT_OCTETS];
        RANDOM.nextBytes(salt);
        Bytes salted = Bytes.copyOf(salt);
        Keys keys = keys(salted);
        return salted.concat(AesGcm.seal(keys.key(), keys.nonce(), plain.toArray(), Bytes.utf8(name)));
    }

    /** Empty where it was not sealed here, or is not what was sealed. */
    public Optional<Bytes> open(Bytes sealed) {
        if (sealed.length() < SMALLEST)
            return Optional.empty();
        Keys keys = keys(sealed.slice(0, SALT_OCTETS));
        try {
            return Optional.of(Bytes.copyOf(AesGcm.open(keys.key(),
                    new AesGcm.Sealed(keys.nonce(), sealed.slice(SALT_OCTETS, sealed.length())), Bytes.utf8(name))));
        } catch (GeneralSecurityException refused) {
            return Optional.empty();
        }
    }

    private record Keys(SecretKey key, Bytes nonce) {}

    private Keys keys(Bytes salt) {
        byte[] derived = KeyDerivation.expand(KeyDerivation.extract(salt, root), EACH,
                KeyEncryptionKey.OCTETS + NONCE_OCTETS).toArray();
        try {
            return new Keys(new SecretKeySpec(derived, 0, KeyEncryptionKey.OCTETS, "AES"), Bytes
                    .copyOf(Arrays.copyOfRange(derived, KeyEncryptionKey.OCTETS, derived.length)));
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "message seal " + name;
    }
}
