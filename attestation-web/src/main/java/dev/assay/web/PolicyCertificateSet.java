package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.Certificate;
import dev.assay.pki.PemCertificates;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code policySigningCertificates}: a JWK set whose keys have one certificate each in {@code x5c} (maa-api §9), or
 * a string of PEM certificates. Of a key's other members none is believed, and private ones are refused.
 */
final class PolicyCertificateSet {
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "k");

    private PolicyCertificateSet() {}

    /**
     * The DER of each certificate, in order; at least one.
     *
     * @param value member names in lower case
     * @throws MalformedException naming the member that does not hold
     */
    static List<Bytes> read(String field, JsonValue value) {
        List<Bytes> certificates = switch (value) {
            case JsonString pem ->
                PemCertificates.read(field, Bytes.utf8(pem.getString())).stream().map(Certificate::der).toList();
            case JsonObject set when set.get("keys") instanceof JsonArray keys ->
                keys.stream().map(key -> certificate(field, key)).toList();
            default -> throw new MalformedException(field, "is neither a JWK set nor a string of PEM certificates");
        };
        if (certificates.isEmpty())
            throw new MalformedException(field, "holds no certificate");
        return certificates;
    }

    private static Bytes certificate(String field, JsonValue value) {
        if (!(value instanceof JsonObject key) || !(key.get("x5c") instanceof JsonArray chain) || chain.size() != 1
                || !(chain.getFirst() instanceof JsonString text))
            throw new MalformedException(field, "holds a key without exactly one certificate in x5c");
        if (key.entrySet().stream()
                .anyMatch(member -> SECRET.contains(member.getKey()) && member.getValue() != JsonValue.NULL))
            throw new MalformedException(field, "holds private key material; send certificates alone");
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(text.getString()));
        } catch (IllegalArgumentException refused) {
            throw new MalformedException(field, "holds a certificate that is not base64");
        }
    }
}
