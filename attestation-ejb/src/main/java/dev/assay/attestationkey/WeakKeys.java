package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.pki.PublicKeys;
import dev.assay.pki.UnsoundException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/** TP-10: keys that no TPM may have, whoever certified them. */
public final class WeakKeys {
    /** A TPM's default (Part 2, 12.2.3.5); no vendor's template has another. */
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final int LARGEST_RSA = 4096;
    private static final BigInteger SMALL_PRIMES = Roca.PRIMES.stream().map(BigInteger::valueOf)
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private WeakKeys() {}

    /**
     * @param denied SHA-256 of DER SubjectPublicKeyInfo each: known to be known, or to be shared
     * @throws UnsoundException with what is wrong with the key
     */
    public static void check(PublicKey key, Set<Bytes> denied) {
        PublicKeys.check(key);
        if (denied.contains(identity(key)))
            throw new UnsoundException("its key is on the tenant's list of denied keys");
        if (key instanceof RSAPublicKey rsa)
            checkRsa(rsa);
    }

    /** SHA-256 of the DER SubjectPublicKeyInfo: what a key is known by here. */
    public static Bytes identity(PublicKey key) {
        return Bytes.copyOf(key.getEncoded()).sha256();
    }

    private static void checkRsa(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        if (modulus.bitLength() > LARGEST_RSA || !key.getPublicExponent().equals(EXPONENT))
            throw new UnsoundException("its RSA key is not one of a TPM: 2048 to 4096 bits, exponent 65537");
        if (!modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE))
            throw new UnsoundException("its RSA modulus has a small factor");
        if (modulus.sqrtAndRemainder()[1].signum() == 0)
            throw new UnsoundException("its RSA modulus is a square");
        if (Roca.fits(modulus))
            throw new UnsoundException("its RSA key has the structure of CVE-2017-15361 (ROCA) and can be factored; "
                    + "the TPM's firmware needs the vendor's update and the TPM a new key");
    }
}
