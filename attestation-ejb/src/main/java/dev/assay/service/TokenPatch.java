package dev.assay.service;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of tokens to be changed; what is empty stays.
 *
 * @param algorithm by the names of RFC 7518 §3.1; the next key is made for it and signs once it was published
 * @param lifetime 60 s to 8 h; empty inside: as the baseline has it
 * @param audience the claim {@code aud}; empty inside: none
 * @param tpmLifetime of tokens about TPMs, 60 s to a year; empty inside: a day
 */
public record TokenPatch(Optional<String> algorithm, Optional<Optional<Duration>> lifetime,
        Optional<Optional<String>> audience, Optional<Optional<Duration>> tpmLifetime) {
    public static final TokenPatch NONE = new TokenPatch(Optional.empty(), Optional.empty(), Optional.empty());

    /** That leaves the lifetime of tokens about TPMs. */
    public TokenPatch(Optional<String> algorithm, Optional<Optional<Duration>> lifetime,
            Optional<Optional<String>> audience) {
        this(algorithm, lifetime, audience, Optional.empty());
    }
}
