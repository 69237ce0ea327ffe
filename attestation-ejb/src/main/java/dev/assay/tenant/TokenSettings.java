package dev.assay.tenant;

import dev.assay.signing.SigningAlgorithm;
import java.time.Duration;
import java.util.Optional;

/**
 * What a tenant chooses of its tokens.
 *
 * @param lifetime the longest, 60 s to 8 h; it shortens and never lengthens
 * @param audience {@code aud}, 1 to 256 printable ASCII characters; empty: tokens have none
 * @param tpmLifetime the longest of tokens about TPMs, 60 s to a year, whatever their policy says; {@code lifetime} is not
 *        for them
 */
public record TokenSettings(SigningAlgorithm algorithm, Optional<Duration> lifetime, Optional<String> audience,
        Duration tpmLifetime) {
    /** "Settled", Wire. */
    public static final Duration TPM_LIFETIME = Duration.ofDays(1);
    public static final TokenSettings USUAL = new TokenSettings(SigningAlgorithm.RS256, Optional.empty(),
            Optional.empty());

    /** With the usual lifetime of tokens about TPMs. */
    public TokenSettings(SigningAlgorithm algorithm, Optional<Duration> lifetime, Optional<String> audience) {
        this(algorithm, lifetime, audience, TPM_LIFETIME);
    }

    public TokenSettings withTpmLifetime(Duration changed) {
        return new TokenSettings(algorithm, lifetime, audience, changed);
    }

    public TokenSettings withLifetime(Optional<Duration> changed) {
        return new TokenSettings(algorithm, changed, audience, tpmLifetime);
    }

    public TokenSettings withAudience(Optional<String> changed) {
        return new TokenSettings(algorithm, lifetime, changed, tpmLifetime);
    }

    public TokenSettings withAlgorithm(SigningAlgorithm changed) {
        return new TokenSettings(changed, lifetime, audience, tpmLifetime);
    }
}
