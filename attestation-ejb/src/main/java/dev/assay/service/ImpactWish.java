package dev.assay.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to replay, against which draft.
 *
 * @param policy the draft's text or a JWS with it. @param version a stored version instead, 0: the shipped default
 * @param bound the longest it may take. @param examples of flips, at most
 */
public record ImpactWish(Optional<String> policy, OptionalInt version, Span span, Duration bound, int examples) {
    /** The newest {@code last} of those between two instants. @param from empty: of all. @param to empty: of all */
    public record Span(int last, Optional<Instant> from, Optional<Instant> to) {}
}
