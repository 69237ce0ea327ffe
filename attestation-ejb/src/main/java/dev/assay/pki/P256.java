package dev.assay.pki;

import dev.assay.bytes.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/**
 * ECDSA with P-256 and SHA-256, the one algorithm of Intel's schemes: a public key that was seen to lie on the curve
 * (PK-08), and signatures over octets as received.
 *
 * @param spki DER SubjectPublicKeyInfo, 91 octets, named curve secp256r1, uncompressed point
 */
public record P256(Bytes spki) {
    private static final Bytes SPKI_PREFIX = Bytes.hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final BigInteger P = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static final BigInteger B = hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    private static final BigInteger N = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final int COORDINATE = 32;

    public P256 {
        boolean shape = spki.length() == SPKI_PREFIX.length() + 2 * COORDINATE
                && spki.slice(0, SPKI_PREFIX.length()).equals(SPKI_PREFIX);
        if (!shape)
            throw new UnsoundException("the key is not an uncompressed point on the named curve P-256");
        int x = SPKI_PREFIX.length();
        checkOnCurve(unsigned(spki.slice(x, x + COORDINATE)), unsigned(spki.slice(x + COORDINATE, spki.length())));
    }

    /** @param point x ‖ y, 64 octets, big-endian */
    public static P256 ofPoint(Bytes point) {
        return new P256(SPKI_PREFIX.concat(point));
    }

    /**
     * @param signature r ‖ s, 64 octets, big-endian
     * @throws UnsoundException unless the signature is this key's over these octets
     */
    public void verify(Bytes signed, Bytes signature) {
        checkRange(unsigned(signature.slice(0, COORDINATE)), unsigned(signature.slice(COORDINATE, 2 * COORDINATE)));
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key());
            verifier.update(signed.toArray());
            if (!verifier.verify(signature.toArray()))
                throw unverified();
        } catch (SignatureException refused) {
            throw unverified();
        } catch (NoSuchAlgorithmException | InvalidKeyException broken) {
            throw new IllegalStateException("the cryptographic provider cannot verify P-256", broken);
        }
    }

    /** @param signature DER SEQUENCE of r and s, as certificates and CRLs carry it */
    public void verifyDer(Bytes signed, Bytes signature) {
        verify(signed, rawFromDer(signature));
    }

    private static Bytes rawFromDer(Bytes signature) {
        Der outer = Der.of("ECDSA signature", signature);
        Der both = outer.sequence("ECDSA signature");
        BigInteger r = both.integer("r");
        BigInteger s = both.integer("s");
        both.end();
        outer.end();
        checkRange(r, s);
        return fixed(r).concat(fixed(s));
    }

    private PublicKey key() {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki.toArray()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the cryptographic provider cannot read a P-256 key", broken);
        }
    }

    /** PK-07: 1 ≤ r, s < n, whatever the provider checks. */
    private static void checkRange(BigInteger r, BigInteger s) {
        boolean within = r.signum() > 0 && s.signum() > 0 && r.compareTo(N) < 0 && s.compareTo(N) < 0;
        if (!within)
            throw new UnsoundException("r or s of the ECDSA signature is out of range");
    }

    /** PK-08: y² = x³ − 3x + b; infinity has no such encoding. */
    private static void checkOnCurve(BigInteger x, BigInteger y) {
        BigInteger right = x.pow(3).subtract(x.multiply(THREE)).add(B).mod(P);
        boolean on = x.compareTo(P) < 0 && y.compareTo(P) < 0 && y.multiply(y).mod(P).equals(right);
        if (!on)
            throw new UnsoundException("the public key's point is not on the curve P-256");
    }

    private static UnsoundException unverified() {
        return new UnsoundException("the ECDSA signature does not verify");
    }

    private static BigInteger unsigned(Bytes octets) {
        return new BigInteger(1, octets.toArray());
    }

    private static Bytes fixed(BigInteger value) {
        byte[] magnitude = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int skip = Math.max(0, magnitude.length - COORDINATE);
        System.arraycopy(magnitude, skip, fixed, COORDINATE - (magnitude.length - skip), magnitude.length - skip);
        return Bytes.copyOf(fixed);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
