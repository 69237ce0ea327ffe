package dev.assay.identity;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The algorithms of access tokens of other issuers, and no other (JW-01); each with the type of its keys. */
enum BearerAlgorithm {
    RS256(0),
    RS384(0),
    RS512(0),
    PS256(0),
    ES256(256),
    ES384(384);

    private final int curveBits;

    /** @param curveBits of the one curve it is for; 0: RSA */
    BearerAlgorithm(int curveBits) {
        this.curveBits = curveBits;
    }

    /** By the exact name in {@code alg}. */
    static Optional<BearerAlgorithm> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    boolean takes(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> curveBits == 0;
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() == curveBits;
            default -> false;
        };
    }

    /** Octets of a signature by the key: fixed in both families (RFC 7518 §3.3 to 3.5, RFC 8017 §8.2.2). */
    int signatureOctets(PublicKey key) {
        return key instanceof RSAPublicKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : curveBits / 4;
    }
}
