package dev.assay.identity;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A client's secret at rest: PBKDF2-HMAC-SHA256 (RFC 8018 §5.2).
 *
 * @param salt 16 octets. @param hash 32 octets. @param rounds 210 000 or more
 */
public record SecretHash(Bytes salt, Bytes hash, int rounds) {
    public static final int ROUNDS = 210_000;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** What an unknown client is compared with, so that it takes as long as a known one; nothing hashes to it. */
    private static final SecretHash NOBODYS = new SecretHash(random(SALT), random(HASH), ROUNDS);

    /** A new secret: 32 random octets, base64url. */
    public static String newSecret() {
        return random(HASH).toBase64Url();
    }

    public static SecretHash of(String secret) {
        Bytes salt = random(SALT);
        return new SecretHash(salt, derive(secret, salt, ROUNDS), ROUNDS);
    }

    static SecretHash nobodys() {
        return NOBODYS;
    }

    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash.toArray(), derive(secret, salt, rounds).toArray());
    }

    private static Bytes derive(String secret, Bytes salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt.toArray(), rounds, HASH * 8);
        try {
            return Bytes.copyOf(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no PBKDF2-HMAC-SHA256", absent);
        } finally {
            spec.clearPassword();
        }
    }

    private static Bytes random(int octets) {
        byte[] random = new byte[octets];
        RANDOM.nextBytes(random);
        return Bytes.copyOf(random);
    }

    @Override
    public String toString() {
        return "SecretHash";
    }
}
