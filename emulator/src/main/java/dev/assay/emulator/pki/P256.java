package dev.assay.emulator.pki;

import dev.assay.emulator.bytes.Octets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** ECDSA with SHA-256 on P-256 in the raw forms SGX uses: r‖s and x‖y, 32 octets big-endian each. */
public final class P256 {
    /** The order of the group: a signature's r and s are below it. */
    public static final Octets ORDER = Octets.hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private P256() {}

    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no P-256", absent);
        }
    }

    /** @return 64 octets r‖s */
    public static Octets sign(PrivateKey key, Octets message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(message.toArray());
            return Octets.of(signature.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the key does not sign", refused);
        }
    }

    /** @return 64 octets x‖y */
    public static Octets point(PublicKey key) {
        var point = ((ECPublicKey) key).getW();
        return coordinate(point.getAffineX()).then(coordinate(point.getAffineY()));
    }

    private static Octets coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        int skip = Math.max(0, signed.length - 32);
        Octets digits = Octets.of(signed).slice(skip, signed.length);
        return Octets.zero(32).with(32 - digits.length(), digits);
    }
}
