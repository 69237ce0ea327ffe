package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** KDFa and KDFe (Part 1, 11.4.10.2 and 11.4.10.3) for lengths of whole octets. */
final class KeyDerivation {
    private KeyDerivation() {}

    /** SP 800-108 in counter mode with HMAC. */
    static Bytes kdfA(TpmHash hash, Bytes key, String label, Bytes context, int bits) {
        Bytes fixed = label(label).concat(context).concat(Wire.u32(bits));
        Bytes stream = Bytes.EMPTY;
        for (int counter = 1; stream.length() * 8 < bits; counter++) {
            stream = stream.concat(hmac(hash, key, Wire.u32(counter).concat(fixed)));
        }
        return stream.slice(0, bits / 8);
    }

    /**
     * SP 800-56A, concatenation.
     *
     * @param z x-coordinate of the shared point
     * @param parties x-coordinates of both public points, the ephemeral one first
     */
    static Bytes kdfE(TpmHash hash, Bytes z, String label, Bytes parties, int bits) {
        Bytes stream = Bytes.EMPTY;
        for (int counter = 1; stream.length() * 8 < bits; counter++) {
            MessageDigest digest = hash.start();
            Wire.u32(counter).concat(z).concat(label(label)).concat(parties).feed(digest);
            stream = stream.concat(Bytes.copyOf(digest.digest()));
        }
        return stream.slice(0, bits / 8);
    }

    static Bytes hmac(TpmHash hash, Bytes key, Bytes octets) {
        String algorithm = "Hmac" + hash.jca().replace("-", "");
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.toArray(), algorithm));
            return Bytes.copyOf(mac.doFinal(octets.toArray()));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no " + algorithm, absent);
        }
    }

    /** The terminating zero octet is part of the label. */
    static Bytes label(String label) {
        return Bytes.utf8(label).concat(Bytes.copyOf(new byte[1]));
    }
}
