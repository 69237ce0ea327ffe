package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Certificates by an operator's authority: the request out, the chain in. */
public final class KeyCertificates {
    private KeyCertificates() {}

    /**
     * PEM of a PKCS#10 request: subject and alternative name as in a self-signed certificate.
     *
     * @throws KeyUnavailableException where the key does not sign it
     */
    public static String request(String issuer, SigningKey key) {
        try {
            return new Certifier(key.provider().map(Security::getProvider)).request(issuer, key);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new KeyUnavailableException("signing key " + key.kid() + " does not sign its request", failed);
        }
    }

    /**
     * The chain for a key, its own certificate first.
     *
     * @throws dev.assay.bytes.MalformedException where it is no chain for this key, or does not hold at this instant
     */
    public static List<X509Certificate> chain(Bytes pem, PublishedKey key, Instant at) {
        return IssuedChain.check("chain", pem, key.certificate().getPublicKey(), at);
    }
}
