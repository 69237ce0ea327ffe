package dev.assay.signing;

import java.time.Instant;
import java.util.List;

/** Port: a tenant's signing keys. */
public interface KeyRing {
    /**
     * The key that signs now; made where the tenant has none.
     *
     * @param expiry {@code exp} of what it is to sign; the key is published at least until then
     * @throws KeyUnavailableException where it cannot be had
     */
    SigningKey active(KeyOwner owner, Instant expiry);

    /** Keys a relying party may meet in a token still alive or soon to come, the active one first (JW-10). */
    List<PublishedKey> published(KeyOwner owner);
}
