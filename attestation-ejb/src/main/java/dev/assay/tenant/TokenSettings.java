package dev.assay.tenant;

import dev.assay.signing.SigningAlgorithm;
import java.time.Duration;
import java.util.Optional;

/**
 * What a tenant chooses of its tokens.
 *
 * @param lifetime the longest, 60 s to 8 h; it shortens and never lengthens
 * @param audience {@code aud}, 1 to 256 printable ASCII characters; empty: tokens have none
 */
public record TokenSettings(SigningAlgorithm algorithm, Optional<Duration> lifetime, Optional<String> audience) {
    public static final TokenSettings USUAL = new TokenSettings(SigningAlgorithm.RS256, Optional.empty(),
            Optional.empty());

    public TokenSettings withLifetime(Optional<Duration> changed) {
        return new TokenSettings(algorithm, changed, audience);
    }

    public TokenSettings withAudience(Optional<String> changed) {
        return new TokenSettings(algorithm, lifetime, changed);
    }

    public TokenSettings withAlgorithm(SigningAlgorithm changed) {
        return new TokenSettings(changed, lifetime, audience);
    }
}
