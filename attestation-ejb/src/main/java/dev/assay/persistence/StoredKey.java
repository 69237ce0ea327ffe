package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.Thumbprint;
import dev.assay.signing.WrappedKey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A signing key's row as it leaves this package.
 *
 * @param chain DER of its certificate and of those that issued it, one after the other
 * @param key empty where the custody holds it
 */
public record StoredKey(KeyFacts facts, Bytes chain, Optional<WrappedKey> key) {
    public String kid() {
        return facts.kid();
    }

    public boolean active() {
        return facts.is(KeyState.ACTIVE);
    }

    /** @throws KeyUnavailableException where the certificate holds another key than the row names */
    public PublishedKey published() {
        List<X509Certificate> certificates = certificates();
        X509Certificate leaf = certificates.getFirst();
        if (!facts.terms().algorithm().fits(leaf.getPublicKey())
                || !Thumbprint.of(leaf.getPublicKey()).equals(kid()))
            throw new KeyUnavailableException("certificate of signing key " + kid() + " holds another key");
        return new PublishedKey(kid(), facts.terms().algorithm(), certificates);
    }

    private List<X509Certificate> certificates() {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain.toArray())).stream()
                    .map(X509Certificate.class::cast).toList();
        } catch (CertificateException refused) {
            throw new KeyUnavailableException("a stored certificate does not parse", refused);
        }
    }
}
