package dev.assay.signing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where private keys live; there is one for each {@link CustodyKind} in use, and none stands in for another (KM-07). */
public interface Custody {
    /** @throws KeyUnavailableException where no key can be made now */
    SigningKey make(KeyOwner owner, Instant at);

    /** What the database is to hold of a private key; empty where it stays with the custody. */
    Optional<WrappedKey> wrapped(UUID tenant, SigningKey key);

    /**
     * The key again, from what the database holds.
     *
     * @throws KeyUnavailableException where it cannot be had, now or for good
     */
    SigningKey open(UUID tenant, PublishedKey published, Optional<WrappedKey> wrapped);

    /** Destroys what the custody itself holds of a key; none there is no error. */
    void destroy(UUID tenant, String kid);
}
