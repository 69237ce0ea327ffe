package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag. */
final class AesGcm {
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    /** @param box ciphertext and tag */
    record Sealed(Bytes nonce, Bytes box) {}

    /** With a random nonce. */
    static Sealed seal(SecretKey key, byte[] plain, Bytes bound) {
        byte[] random = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(random);
        Bytes nonce = Bytes.copyOf(random);
        return new Sealed(nonce, seal(key, nonce, plain, bound));
    }

    /** @param nonce never used with this key before */
    static Bytes seal(SecretKey key, Bytes nonce, byte[] plain, Bytes bound) {
        try {
            return Bytes.copyOf(cipher(Cipher.ENCRYPT_MODE, key, nonce.toArray(), bound).doFinal(plain));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("this JVM has no AES-256-GCM", failed);
        }
    }

    /** @throws GeneralSecurityException where key, nonce, box and bound text do not belong together */
    static byte[] open(SecretKey key, Sealed sealed, Bytes bound) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, sealed.nonce().toArray(), bound).doFinal(sealed.box().toArray());
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, Bytes bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.toArray());
        return cipher;
    }
}
