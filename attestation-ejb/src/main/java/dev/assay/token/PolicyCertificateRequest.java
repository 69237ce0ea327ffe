package dev.assay.token;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * A request to add or to remove a policy certificate: a compact JWS, signed by the certificate it carries (maa-api §4).
 * Whether the tenant lists that certificate is for others to say.
 *
 * @param signer who signed it, which was verified
 * @param certificate that is to be added or removed
 * @param signed SHA-256 of the signing input (RFC 7515 §5.1): a signature written otherwise makes no other request
 * @param once whether it bears {@code jti} or {@code iat}, so that it counts once (PO-09)
 */
public record PolicyCertificateRequest(PolicySigner signer, X509Certificate certificate, Bytes signed, boolean once) {
    /** What the SDKs write, what two previews wrote, and what the hosted service's troubleshooting guide says. */
    private static final List<String> MEMBERS = List.of("policyCertificate", "maa-policyCertificate",
            "aas-policyCertificate", "x-ms-policyCertificate");
    /** RFC 7518 §6.2.2, §6.3.2, §6.4.1. */
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** @throws MalformedException where it is no such JWS, its signature does not verify, or it names no certificate */
    public static PolicyCertificateRequest read(String field, String jws) {
        String[] parts = jws.strip().split("\\.", -1);
        if (parts.length != 3)
            throw new MalformedException(field, "is not a compact JWS: it has %d parts between periods, not 3"
                    .formatted(parts.length));
        JsonObject header = StrictJson.object(field + " header", Base64Url.decodePadded(field + " header", parts[0]));
        PolicySigner signer = new EmbeddedKeySignature(field, header).verify(parts)
                .orElseThrow(() -> new MalformedException(field, "is not signed"));
        JsonObject payload = StrictJson.object(field + " payload",
                Base64Url.decodePadded(field + " payload", parts[1]));
        return new PolicyCertificateRequest(signer, certificate(field, payload),
                Bytes.utf8(parts[0] + "." + parts[1]).sha256(),
                payload.containsKey("jti") || payload.containsKey("iat"));
    }

    /** DER. */
    public Bytes der() {
        return PolicySigner.der(certificate);
    }

    private static X509Certificate certificate(String field, JsonObject payload) {
        List<String> given = MEMBERS.stream().filter(payload::containsKey).toList();
        if (given.isEmpty())
            throw new MalformedException(field, "has no member policyCertificate in its payload");
        if (given.size() > 1)
            throw new MalformedException(field, "names certificates twice: " + String.join(", ", given));
        if (!(payload.get(given.getFirst()) instanceof JsonObject key))
            throw new MalformedException(field, given.getFirst() + " is not a JWK, which is an object with x5c");
        return certificate(field + " " + given.getFirst(), given.getFirst(), key);
    }

    /** why: kty is not looked at, one SDK writes X.509 there; the key is that of x5c (maa-api §4). */
    private static X509Certificate certificate(String field, String member, JsonObject key) {
        if (key.entrySet().stream()
                .anyMatch(entry -> SECRET.contains(entry.getKey()) && entry.getValue() != JsonValue.NULL))
            throw new MalformedException(member, "holds private key material; send the certificate alone");
        if (!(key.get("x5c") instanceof JsonArray x5c) || x5c.isEmpty()
                || !x5c.stream().allMatch(JsonString.class::isInstance))
            throw new MalformedException(member, "has no x5c with a certificate");
        List<X509Certificate> chain = PolicySigner.chain(field, x5c.getValuesAs(JsonString::getString));
        for (int i = 1; i < chain.size(); i++) {
            // One certificate is meant; those behind it may only be the ones above it (RFC 7517 §4.7).
            if (!chain.get(i).getSubjectX500Principal().equals(chain.get(i - 1).getIssuerX500Principal()))
                throw new MalformedException(member, "holds a certificate in x5c that did not issue the one before"
                        + " it; a request names one certificate");
        }
        return chain.getFirst();
    }
}
