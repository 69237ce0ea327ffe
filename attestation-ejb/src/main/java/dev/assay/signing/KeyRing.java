package dev.assay.signing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: a tenant's signing keys. */
public interface KeyRing {
    /**
     * The key that signs now; empty where the tenant has none.
     *
     * @throws KeyUnavailableException where there is one and it cannot be had
     */
    Optional<SigningKey> active(UUID tenant);

    /** Keys a relying party may meet in a token still alive, the active one first (JW-10). */
    List<PublishedKey> published(UUID tenant);
}
