package dev.assay.persistence;

import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyState;
import dev.assay.signing.SigningKey;
import dev.assay.signing.WrappedKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key about to be stored.
 *
 * @param wrapped empty where its custody holds it
 */
public record NewKey(SigningKey key, CustodyKind custody, Optional<WrappedKey> wrapped, Instant at) {
    /** Where it starts, and when it began to sign if it does so at once. */
    Optional<Instant> activatedAt(KeyState state) {
        return state == KeyState.ACTIVE ? Optional.of(at) : Optional.empty();
    }
}
