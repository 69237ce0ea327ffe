package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key a tenant's own data is encrypted under, AES-256-GCM; at rest only under the key-encryption key (KM-01). */
public final class DataKey {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private DataKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, "AES");
    }

    /** @param nonce 12 octets. @param box ciphertext and its tag of 16 octets */
    public record Sealed(Bytes nonce, Bytes box) {}

    /** A data key under the key-encryption key. @param kekCheck check value of that one */
    public record Wrapped(Sealed key, String kekCheck) {}

    /** Makes a key, and shows it wrapped. @param number tells a tenant's keys apart */
    static Wrapped make(SecretKey kek, UUID tenant, int number, String kekCheck) {
        byte[] secret = new byte[KeyEncryptionKey.OCTETS];
        RANDOM.nextBytes(secret);
        try {
            AesGcm.Sealed sealed = AesGcm.seal(kek, secret, bound(tenant, number));
            return new Wrapped(new Sealed(sealed.nonce(), sealed.box()), kekCheck);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    static DataKey open(SecretKey kek, UUID tenant, int number, Sealed wrapped) {
        byte[] secret = {};
        try {
            secret = AesGcm.open(kek, new AesGcm.Sealed(wrapped.nonce(), wrapped.box()), bound(tenant, number));
            return new DataKey(secret);
        } catch (GeneralSecurityException refused) {
            throw new KeyUnavailableException("data key " + number + " of a tenant does not decrypt", refused);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Bytes bound(UUID tenant, int number) {
        return Bytes.utf8(tenant + "|" + number + "|1|data-key");
    }

    /** @param bound what the ciphertext belongs to: it opens with the same alone */
    public Sealed seal(Bytes plain, Bytes bound) {
        AesGcm.Sealed sealed = AesGcm.seal(key, plain.toArray(), bound);
        return new Sealed(sealed.nonce(), sealed.box());
    }

    /** Empty where key, nonce, box and what it is bound to do not belong together. */
    public Optional<Bytes> open(Sealed sealed, Bytes bound) {
        try {
            return Optional.of(Bytes.copyOf(AesGcm.open(key, new AesGcm.Sealed(sealed.nonce(), sealed.box()), bound)));
        } catch (GeneralSecurityException refused) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "data key";
    }
}
