package dev.assay.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token says of its issue.
 *
 * @param issuer the tenant's URL, no trailing slash
 * @param validUntil the latest end of what the token rests on
 * @param fixedLifetime present where the baseline fixes the lifetime instead
 */
public record TokenTerms(String issuer, Instant at, Instant validUntil, Optional<Duration> fixedLifetime) {
    /** JW-06. */
    public static final Duration LONGEST = Duration.ofHours(8);
    /** Of answers to management calls (maa-tokens §2). */
    public static final Duration ANSWER = Duration.ofHours(1);

    /** Checklist A, expiry rule: 8 h at most and never past what the token rests on, unless the baseline fixes it. */
    public Instant expiry() {
        if (fixedLifetime.isPresent())
            return at.plus(fixedLifetime.get());
        Instant longest = at.plus(LONGEST);
        return longest.isBefore(validUntil) ? longest : validUntil;
    }
}
