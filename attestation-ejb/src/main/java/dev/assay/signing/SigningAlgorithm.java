package dev.assay.signing;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** How a tenant's tokens are signed, by the names of RFC 7518 §3.1; the kind of key follows. */
public enum SigningAlgorithm {
    RS256("RSA"),
    PS256("RSA"),
    ES256("EC");

    private final String keyType;

    SigningAlgorithm(String keyType) {
        this.keyType = keyType;
    }

    /** JWK {@code kty}, and the JCA's name of the key's algorithm. */
    public String keyType() {
        return keyType;
    }

    /** JCA name of the signature under certificates and requests made with such a key. */
    String certificateSignature() {
        return keyType.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    }

    /** Whether a public key is of the kind this algorithm needs. */
    public boolean fits(PublicKey key) {
        return switch (this) {
            case RS256, PS256 -> key instanceof RSAPublicKey;
            case ES256 -> key instanceof ECPublicKey ec && ec.getParams().getCurve().getField().getFieldSize() == 256;
        };
    }
}
