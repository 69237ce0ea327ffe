package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.signing.PublishedKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;

/** The two documents a relying party fetches (maa-api §5). */
public final class Discovery {
    private static final List<String> CLAIMS_SUPPORTED = List.of("cnf", "nonce", "x-ms-ver", "x-ms-attestation-type",
            "x-ms-policy-hash", "x-ms-policy-signer", "x-ms-sgx-is-debuggable", "x-ms-sgx-mrenclave",
            "x-ms-sgx-mrsigner", "x-ms-sgx-svn", "x-ms-sgx-ehd", "x-ms-sgx-collateral", "is-debuggable", "sgx-mrsigner",
            "sgx-mrenclave", "product-id", "svn", "tee");

    private Discovery() {}

    public static JsonObject openIdConfiguration(String issuer) {
        return Json.createObjectBuilder().add("issuer", issuer).add("jwks_uri", issuer + "/certs")
                .add("revocation_endpoint", issuer + "/revoke")
                .add("response_types_supported", Json.createArrayBuilder().add("token").add("none"))
                .add("id_token_signing_alg_values_supported", Json.createArrayBuilder().add("RS256"))
                .add("claims_supported", Json.createArrayBuilder(CLAIMS_SUPPORTED)).build();
    }

    /** {@code x5c} is mandatory for the SDKs; {@code n} and {@code e} help everyone else. */
    public static JsonObject keySet(List<PublishedKey> keys) {
        JsonArrayBuilder set = Json.createArrayBuilder();
        keys.forEach(key -> set.add(key(key)));
        return Json.createObjectBuilder().add("keys", set).build();
    }

    private static JsonObject key(PublishedKey key) {
        RSAPublicKey rsa = (RSAPublicKey) key.certificate().getPublicKey();
        return Json.createObjectBuilder().add("kid", key.kid()).add("kty", "RSA").add("use", "sig").add("alg", "RS256")
                .add("n", unsigned(rsa.getModulus())).add("e", unsigned(rsa.getPublicExponent()))
                .add("x5c", Json.createArrayBuilder().add(der(key))).build();
    }

    private static String der(PublishedKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was parsed does not encode", impossible);
        }
    }

    /** RFC 7518 §6.3: big-endian without a sign octet. */
    private static String unsigned(BigInteger value) {
        Bytes octets = Bytes.copyOf(value.toByteArray());
        return (octets.at(0) == 0 ? octets.slice(1, octets.length()) : octets).toBase64Url();
    }
}
