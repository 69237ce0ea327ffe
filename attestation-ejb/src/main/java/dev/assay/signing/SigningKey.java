package dev.assay.signing;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A key that may sign.
 *
 * @param kid RFC 7638 SHA-256 thumbprint, base64url, 43 characters
 * @param certificate self-signed, subject = issuer = {@code CN=<iss>}
 */
public record SigningKey(String kid, X509Certificate certificate, PrivateKey privateKey) {
    public PublishedKey published() {
        return new PublishedKey(kid, certificate);
    }

    @Override
    public String toString() {
        return "signing key " + kid;
    }
}
