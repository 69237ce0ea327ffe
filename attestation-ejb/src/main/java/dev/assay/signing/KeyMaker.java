package dev.assay.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes signing keys, RSA 3072 or P-256, with a self-signed certificate; by the provider given, or by any. */
public final class KeyMaker {
    private static final int BITS = 3072;

    private final Optional<Provider> provider;

    public KeyMaker() {
        this.provider = Optional.empty();
    }

    /** @param provider of a token that makes and keeps the keys */
    KeyMaker(Provider provider) {
        this.provider = Optional.of(provider);
    }

    /** For RS256. */
    public SigningKey make(String issuer, Instant at) {
        return make(issuer, SigningAlgorithm.RS256, at);
    }

    /** @throws KeyUnavailableException where the provider makes no such key */
    public SigningKey make(String issuer, SigningAlgorithm algorithm, Instant at) {
        try {
            KeyPair pair = pair(algorithm);
            X509Certificate certificate = new Certifier(provider).selfSigned(issuer, algorithm, pair, at);
            // KM-04: the certificate's own signature shows that the two halves belong together.
            certificate.verify(certificate.getPublicKey());
            PublishedKey published = new PublishedKey(Thumbprint.of(certificate.getPublicKey()), algorithm,
                    List.of(certificate));
            return new SigningKey(published, pair.getPrivate(), provider.map(Provider::getName));
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new KeyUnavailableException("a signing key for " + algorithm + " cannot be made", failed);
        }
    }

    private KeyPair pair(SigningAlgorithm algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = provider.isPresent()
                ? KeyPairGenerator.getInstance(algorithm.keyType(), provider.get())
                : KeyPairGenerator.getInstance(algorithm.keyType());
        generator.initialize(parameters(algorithm));
        return generator.generateKeyPair();
    }

    private static AlgorithmParameterSpec parameters(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256 -> new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4);
            case ES256 -> new ECGenParameterSpec("secp256r1");
        };
    }
}
