package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningAlgorithm;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.util.Base64;
import java.util.List;

/** The two documents a relying party fetches (maa-api §5). */
public final class Discovery {
    private static final List<String> CLAIMS_SUPPORTED = List.of("cnf", "nonce", "x-ms-ver", "x-ms-attestation-type",
            "x-ms-policy-hash", "x-ms-policy-signer", "x-ms-sgx-is-debuggable", "x-ms-sgx-mrenclave",
            "x-ms-sgx-mrsigner", "x-ms-sgx-svn", "x-ms-sgx-ehd", "x-ms-sgx-collateral", "is-debuggable", "sgx-mrsigner",
            "sgx-mrenclave", "product-id", "svn", "tee");

    private Discovery() {}

    /** @param algorithms of the keys published, the active one's first */
    public static JsonObject openIdConfiguration(String issuer, List<SigningAlgorithm> algorithms) {
        JsonArrayBuilder names = Json.createArrayBuilder();
        algorithms.stream().distinct().forEach(algorithm -> names.add(algorithm.name()));
        return Json.createObjectBuilder().add("issuer", issuer).add("jwks_uri", issuer + "/certs")
                .add("revocation_endpoint", issuer + "/revoke")
                .add("response_types_supported", Json.createArrayBuilder().add("token").add("none"))
                .add("id_token_signing_alg_values_supported", names)
                .add("claims_supported", Json.createArrayBuilder(CLAIMS_SUPPORTED)).build();
    }

    /** {@code x5c} is mandatory for the SDKs; the public members help everyone else. */
    public static JsonObject keySet(List<PublishedKey> keys) {
        JsonArrayBuilder set = Json.createArrayBuilder();
        keys.forEach(key -> set.add(key(key)));
        return Json.createObjectBuilder().add("keys", set).build();
    }

    private static JsonObject key(PublishedKey key) {
        JsonObjectBuilder jwk = Json.createObjectBuilder().add("kid", key.kid()).add("kty", key.algorithm().keyType())
                .add("use", "sig").add("alg", key.algorithm().name());
        switch (key.algorithm()) {
            case RS256, PS256 -> rsa(jwk, (RSAPublicKey) key.certificate().getPublicKey());
            case ES256 -> p256(jwk, ((ECPublicKey) key.certificate().getPublicKey()).getW());
        }
        JsonArrayBuilder chain = Json.createArrayBuilder();
        key.chain().forEach(certificate -> chain.add(der(certificate)));
        return jwk.add("x5c", chain).build();
    }

    private static void rsa(JsonObjectBuilder jwk, RSAPublicKey key) {
        jwk.add("n", unsigned(key.getModulus()).toBase64Url()).add("e",
                unsigned(key.getPublicExponent()).toBase64Url());
    }

    /** RFC 7518 §6.2.1: 32 octets each, leading zeros kept. */
    private static void p256(JsonObjectBuilder jwk, ECPoint point) {
        jwk.add("crv", "P-256").add("x", coordinate(point.getAffineX())).add("y", coordinate(point.getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        Bytes octets = unsigned(value);
        return Bytes.copyOf(new byte[32 - octets.length()]).concat(octets).toBase64Url();
    }

    private static String der(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was parsed does not encode", impossible);
        }
    }

    /** RFC 7518 §6.3: big-endian without a sign octet. */
    private static Bytes unsigned(BigInteger value) {
        Bytes octets = Bytes.copyOf(value.toByteArray());
        return octets.at(0) == 0 ? octets.slice(1, octets.length()) : octets;
    }
}
