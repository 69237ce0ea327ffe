package dev.assay.signing;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a relying party may know of a signing key.
 *
 * @param kid RFC 7638 SHA-256 thumbprint, base64url, 43 characters
 * @param chain the key's certificate, then those that issued it; one where it is self-signed
 */
public record PublishedKey(String kid, SigningAlgorithm algorithm, List<X509Certificate> chain) {
    public PublishedKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty())
            throw new IllegalArgumentException("a published key has a certificate");
    }

    /** The key's own. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }
}
