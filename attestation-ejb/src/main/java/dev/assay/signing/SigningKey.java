package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A key that may sign.
 *
 * @param privateKey the key, or a handle where a token holds it
 * @param provider name of the JCA provider that must sign; empty where any may
 */
public record SigningKey(PublishedKey published, PrivateKey privateKey, Optional<String> provider) {
    /** No token and no certificate begins so. */
    private static final Bytes PROOF = Bytes.utf8("assay signing key proof 1");

    /** Of a key that is at hand. */
    public SigningKey(PublishedKey published, PrivateKey privateKey) {
        this(published, privateKey, Optional.empty());
    }

    public String kid() {
        return published.kid();
    }

    public SigningAlgorithm algorithm() {
        return published.algorithm();
    }

    public X509Certificate certificate() {
        return published.certificate();
    }

    /**
     * Shows that a key held elsewhere can be used now; one that is at hand needs no showing.
     *
     * @throws KeyUnavailableException where it does not sign, or signs what does not verify
     */
    public void prove() {
        provider.ifPresent(holder -> {
            try {
                if (!proven(holder))
                    throw new KeyUnavailableException("signing key " + kid() + " signs what does not verify");
            } catch (GeneralSecurityException | ProviderException lost) {
                throw new KeyUnavailableException("signing key " + kid() + " does not sign", lost);
            }
        });
    }

    private boolean proven(String holder) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm().certificateSignature(), holder);
        signer.initSign(privateKey);
        signer.update(PROOF.toArray());
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm().certificateSignature());
        verifier.initVerify(certificate().getPublicKey());
        verifier.update(PROOF.toArray());
        return verifier.verify(signature);
    }

    @Override
    public String toString() {
        return "signing key " + kid();
    }
}
