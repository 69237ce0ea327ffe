package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** The key of a public area: TPMU_PUBLIC_ID with what its parameters say of it (Part 2, 12.2.3). */
public sealed interface TpmKey {
    PublicKey jca();

    /**
     * @param bits of the modulus
     * @param exponent 65 537 where the structure says 0
     */
    record Rsa(int bits, long exponent, Bytes modulus) implements TpmKey {
        public Rsa {
            if (modulus.length() * 8 != bits || new BigInteger(1, modulus.toArray()).bitLength() != bits)
                throw new MalformedException("unique.rsa", "is not a modulus of " + bits + " bits (Part 2, 12.2.3.5)");
            if (bits < 1024 || bits > 4096)
                throw new MalformedException("keyBits", "is " + bits + ", not 1024 to 4096 (Part 2, 11.2.4.6)");
            if (exponent < 65_537 || exponent % 2 == 0)
                throw new MalformedException("exponent", "is not an odd number from 65537 on (Part 2, 12.2.3.5)");
        }

        @Override
        public PublicKey jca() {
            try {
                return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, modulus.toArray()), BigInteger.valueOf(exponent)));
            } catch (GeneralSecurityException refused) {
                throw new MalformedException("unique.rsa", "is not an RSA key");
            }
        }
    }

    /** A point of the curve; the curve's equation is checked. */
    record Ecc(Curve curve, Bytes x, Bytes y) implements TpmKey {
        public Ecc {
            // why: some TPMs drop leading zero octets, so that a shorter coordinate is genuine.
            if (x.length() > curve.octets || y.length() > curve.octets)
                throw new MalformedException("unique.ecc", "has a coordinate longer than its curve's (Part 2, 11.2.5)");
            if (!curve.holds(new BigInteger(1, x.toArray()), new BigInteger(1, y.toArray())))
                throw new MalformedException("unique.ecc", "is not a point of its curve (Part 2, 11.2.5.2)");
        }

        @Override
        public PublicKey jca() {
            ECPoint point = new ECPoint(new BigInteger(1, x.toArray()), new BigInteger(1, y.toArray()));
            try {
                return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve.parameters()));
            } catch (GeneralSecurityException refused) {
                throw new MalformedException("unique.ecc", "is not a key of its curve");
            }
        }
    }

    /** TPM_ECC_CURVE (Part 2, 6.4). */
    enum Curve {
        P256(0x0003, "secp256r1", 32),
        P384(0x0004, "secp384r1", 48),
        P521(0x0005, "secp521r1", 66);

        private final int id;
        private final String jca;
        private final int octets;

        Curve(int id, String jca, int octets) {
            this.id = id;
            this.jca = jca;
            this.octets = octets;
        }

        int octets() {
            return octets;
        }

        static Curve of(int id) {
            for (Curve curve : values()) {
                if (curve.id == id)
                    return curve;
            }
            throw new MalformedException("curveID", "is 0x%04x, not P-256, P-384 or P-521 (Part 2, 6.4)".formatted(id));
        }

        ECParameterSpec parameters() {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(jca));
                return parameters.getParameterSpec(ECParameterSpec.class);
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException("this JVM has no curve " + jca, absent);
            }
        }

        private boolean holds(BigInteger x, BigInteger y) {
            var curve = parameters().getCurve();
            BigInteger p = ((java.security.spec.ECFieldFp) curve.getField()).getP();
            BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
            return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
        }
    }
}
