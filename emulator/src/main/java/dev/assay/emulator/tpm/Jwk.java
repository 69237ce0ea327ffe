package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.P256;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/** Public keys as RFC 7517 and 7518 write them. */
final class Jwk {
    private Jwk() {}

    static String rsa(PublicKey key) {
        var rsa = (RSAPublicKey) key;
        int length = (rsa.getModulus().bitLength() + 7) / 8;
        return Json.object(Json.text("kty", "RSA"), Json.octets("e", Octets.hex("010001")),
                Json.octets("n", Marshal.unsigned(rsa.getModulus(), length)));
    }

    static String elliptic(PublicKey key) {
        Octets point = P256.point(key);
        return Json.object(Json.text("kty", "EC"), Json.text("crv", "P-256"), Json.octets("x", point.slice(0, 32)),
                Json.octets("y", point.slice(32, 64)));
    }
}
