package dev.assay.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A tenant as the management plane shows it.
 *
 * @param attestUri its canonical URL, {@code iss} of its tokens
 * @param state {@code active}, {@code suspended} or {@code deleted}
 * @param configured whether configuration names it; baseline and anchor set are configuration's then
 * @param version for {@code If-Match}
 */
public record TenantView(String name, String attestUri, String state, boolean configured, Choices choices,
        Limits limits, int version, Dates dates) {
    /** @param trustModel as in the protocol: {@code AAD}. @param token as set */
    public record Choices(String trustModel, String baseline, String anchorSet, Token token) {}

    /** @param lifetime empty: as the baseline has it. @param audience empty: none */
    public record Token(String algorithm, Optional<Duration> lifetime, Optional<String> audience) {}

    /** @param requestsPerSecond empty: the installation's default */
    public record Limits(OptionalInt requestsPerSecond, int bodyBytes, int policyVersions) {}

    /** @param shredAfter when a deleted tenant's keys are destroyed. @param shredded when they were */
    public record Dates(Instant created, Instant changed, Optional<Instant> deleted, Optional<Instant> shredAfter,
            Optional<Instant> shredded) {}
}
