package dev.assay.identity;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/** Which keys are strong and sound enough to be believed (PK-08, PK-10). */
final class KeyStrength {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;

    private KeyStrength() {}

    static boolean suffices(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> between(rsa.getModulus().bitLength()) && odd(rsa.getPublicExponent());
            case ECPublicKey ec -> onCurve(ec.getW(), ec.getParams().getCurve());
            default -> false;
        };
    }

    private static boolean between(int bits) {
        return bits >= LEAST_BITS && bits <= MOST_BITS;
    }

    /** Short, so that no exponent makes a check of a signature dear. */
    private static boolean odd(BigInteger exponent) {
        return exponent.testBit(0) && exponent.compareTo(BigInteger.ONE) > 0 && exponent.bitLength() <= 64;
    }

    private static boolean onCurve(ECPoint point, EllipticCurve curve) {
        if (point.equals(ECPoint.POINT_INFINITY) || !(curve.getField() instanceof ECFieldFp field))
            return false;
        BigInteger p = field.getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        boolean reduced = x.signum() >= 0 && x.compareTo(p) < 0 && y.signum() >= 0 && y.compareTo(p) < 0;
        BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return reduced && y.multiply(y).mod(p).equals(right);
    }
}
