package dev.assay.pki;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.Map;

/**
 * Keys and signatures of certificates from more than one vendor (PK-07, PK-08, PK-10): RSA of 2048 to 8192 bits with
 * PKCS #1, ECDSA with P-256, P-384 and P-521; SHA-2. PSS is left out: its hash is a parameter.
 */
public final class PublicKeys {
    private static final Map<String, String> RSA = Map.of("1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA", "1.2.840.113549.1.1.13", "SHA512withRSA");
    private static final Map<String, String> ECDSA = Map.of("1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA", "1.2.840.10045.4.3.4", "SHA512withECDSA");
    private static final List<ECParameterSpec> CURVES = List.of(curve("secp256r1"), curve("secp384r1"),
            curve("secp521r1"));
    private static final int SMALLEST_RSA = 2048;
    /** why: a longer one is no safer, and its owner sets the price of a verification. */
    private static final int LARGEST_RSA = 8192;
    private static final int LONGEST_EXPONENT = 32;

    private PublicKeys() {}

    /** @throws UnsoundException for a key of another kind or size, or an EC point off its curve */
    public static void check(PublicKey key) {
        switch (key) {
            case RSAPublicKey rsa -> checkRsa(rsa.getModulus(), rsa.getPublicExponent());
            case ECPublicKey ec -> checkPoint(ec);
            default -> throw unsuitable();
        }
    }

    /**
     * @param algorithm object identifier, as the signed structure names it
     * @param signature PKCS #1, or a DER sequence of r and s
     * @throws UnsoundException where key or algorithm is not accepted, they do not fit, or the signature does not hold
     */
    static void verify(String algorithm, Bytes signed, Bytes signature, PublicKey key) {
        check(key);
        String name = (key instanceof RSAPublicKey ? RSA : ECDSA).get(algorithm);
        if (name == null)
            throw new UnsoundException(RSA.containsKey(algorithm) || ECDSA.containsKey(algorithm)
                    ? "its signature algorithm does not fit its issuer's key"
                    : "its signature algorithm is not RSA (PKCS #1) or ECDSA with SHA-2");
        if (key instanceof ECPublicKey ec)
            checkRange(signature, ec.getParams().getOrder());
        if (!verifies(name, signed, signature, key))
            throw new UnsoundException("its signature is not its issuer's");
    }

    private static boolean verifies(String name, Bytes signed, Bytes signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            verifier.update(signed.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static void checkRsa(BigInteger modulus, BigInteger exponent) {
        boolean size = modulus.bitLength() >= SMALLEST_RSA && modulus.bitLength() <= LARGEST_RSA;
        boolean shape = modulus.testBit(0) && exponent.testBit(0) && exponent.bitLength() > 1
                && exponent.bitLength() <= LONGEST_EXPONENT;
        if (!size || !shape)
            throw unsuitable();
    }

    /** PK-08: the named curve and no explicit one (CVE-2020-0601), and a point of it. */
    private static void checkPoint(ECPublicKey key) {
        ECParameterSpec curve = CURVES.stream().filter(known -> same(known, key.getParams())).findFirst()
                .orElseThrow(PublicKeys::unsuitable);
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();
        if (x == null || x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0)
            throw unsuitable();
        BigInteger right = x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
        if (!y.multiply(y).mod(p).equals(right))
            throw new UnsoundException("its key is not a point of its curve");
    }

    private static boolean same(ECParameterSpec known, ECParameterSpec other) {
        return other.getCurve().getField().equals(known.getCurve().getField())
                && other.getCurve().getA().equals(known.getCurve().getA())
                && other.getCurve().getB().equals(known.getCurve().getB())
                && other.getGenerator().equals(known.getGenerator()) && other.getOrder().equals(known.getOrder());
    }

    /** PK-07: 1 ≤ r, s < n, whatever the provider checks. */
    private static void checkRange(Bytes signature, BigInteger order) {
        try {
            Der outer = Der.of("ECDSA signature", signature);
            Der both = outer.sequence("ECDSA signature");
            outer.end();
            BigInteger r = both.integer("r");
            BigInteger s = both.integer("s");
            both.end();
            boolean within = r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
            if (!within)
                throw new UnsoundException("r or s of its ECDSA signature is out of range");
        } catch (MalformedException refused) {
            throw new UnsoundException("its ECDSA signature is not two DER integers");
        }
    }

    private static UnsoundException unsuitable() {
        return new UnsoundException("its key is not RSA of 2048 to 8192 bits or EC on P-256, P-384 or P-521");
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no curve " + name, absent);
        }
    }
}
