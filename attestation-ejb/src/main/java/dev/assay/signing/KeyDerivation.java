package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). why ours: the JDK has it from 25 on, and this runs on 21. */
final class KeyDerivation {
    private static final String HMAC = "HmacSHA256";
    private static final int LONGEST = 255 * 32;

    private KeyDerivation() {}

    /** §2.2. @param salt not empty */
    static Bytes extract(Bytes salt, Bytes secret) {
        return mac(salt, secret);
    }

    /** §2.3. */
    static Bytes expand(Bytes key, Bytes purpose, int octets) {
        if (octets > LONGEST)
            throw new IllegalArgumentException("HKDF gives 8160 octets at most");
        Bytes block = Bytes.EMPTY;
        Bytes all = Bytes.EMPTY;
        for (int count = 1; all.length() < octets; count++) {
            block = mac(key, block.concat(purpose).concat(Bytes.copyOf(new byte[]{(byte) count})));
            all = all.concat(block);
        }
        return all.slice(0, octets);
    }

    private static Bytes mac(Bytes key, Bytes text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.toArray(), HMAC));
            return Bytes.copyOf(mac.doFinal(text.toArray()));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no HMAC-SHA256", absent);
        }
    }
}
