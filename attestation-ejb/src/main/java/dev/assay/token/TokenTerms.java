package dev.assay.token;

import dev.assay.evidence.TokenForm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token says of its issue.
 *
 * @param issuer the tenant's URL, no trailing slash
 * @param validUntil the latest end of what the token rests on
 * @param fixedLifetime present where the baseline fixes the lifetime instead
 * @param form its validity, where it has one, is within what the tenant allows, and takes the place of what is usual
 */
public record TokenTerms(String issuer, Instant at, Instant validUntil, Optional<Duration> fixedLifetime,
        TokenForm form) {
    /** JW-06. */
    public static final Duration LONGEST = Duration.ofHours(8);
    /** Of answers to management calls (maa-tokens §2). */
    public static final Duration ANSWER = Duration.ofHours(1);

    /** In the usual form. */
    public TokenTerms(String issuer, Instant at, Instant validUntil, Optional<Duration> fixedLifetime) {
        this(issuer, at, validUntil, fixedLifetime, TokenForm.USUAL);
    }

    /** Checklist A, expiry rule: 8 h at most and never past what the token rests on, unless the baseline fixes it. */
    public Instant expiry() {
        if (form.validity().isEmpty() && fixedLifetime.isPresent())
            return at.plus(fixedLifetime.get());
        Instant longest = at.plus(form.validity().orElse(LONGEST));
        return longest.isBefore(validUntil) ? longest : validUntil;
    }
}
