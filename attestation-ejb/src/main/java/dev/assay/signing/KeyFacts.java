package dev.assay.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a key stands in its life.
 *
 */
public record KeyFacts(String kid, KeyState state, KeyTerms terms, Times times) {
    /** @param publishedAt when relying parties could first fetch it. @param notAfter its chain's */
    public record Times(Instant publishedAt, Optional<Instant> activatedAt, Optional<Instant> retiredAt,
            Instant latestExpiry, Instant notAfter) {}

    public boolean is(KeyState asked) {
        return state == asked;
    }
}
