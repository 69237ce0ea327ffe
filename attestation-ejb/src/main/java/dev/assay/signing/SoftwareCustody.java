package dev.assay.signing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keys made here and kept in the database under envelope encryption (KM-01). */
public final class SoftwareCustody implements Custody {
    private final KeyEncryptionKey kek;

    public SoftwareCustody(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    @Override
    public SigningKey make(KeyOwner owner, Instant at) {
        return new KeyMaker().make(owner.issuer(), owner.terms().algorithm(), at);
    }

    @Override
    public Optional<WrappedKey> wrapped(UUID tenant, SigningKey key) {
        return Optional.of(kek.seal(tenant, key.kid(), key.privateKey()));
    }

    @Override
    public SigningKey open(UUID tenant, PublishedKey published, Optional<WrappedKey> wrapped) {
        WrappedKey held = wrapped
                .orElseThrow(() -> new KeyUnavailableException("signing key " + published.kid() + " is not stored"));
        return new SigningKey(published, kek.open(tenant, published.kid(), held));
    }

    /** Nothing: the ciphertext is the database's to overwrite. */
    @Override
    public void destroy(UUID tenant, String kid) {}
}
