package dev.assay.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
    static final String ACTIVE = "active";
    static final String DELETED = "deleted";

    /** @param trustModel as in the protocol: {@code AAD}, {@code Isolated}. @param token as set. @param keepEvidenceDays empty: none is kept */
    public record Choices(String trustModel, String baseline, String anchorSet, Token token, Guard guard,
            OptionalInt keepEvidenceDays) {}

    /**
     * Who is asked what before something is done.
     *
     * @param authenticatedTypes by the protocol's names, sorted
     * @param signers who may sign policies, by thumbprint; none where anybody with the role may change them
     */
    public record Guard(List<String> authenticatedTypes, boolean fourEyes, List<Signer> signers) {}

    /** @param sha256 of the certificate's DER, hexadecimal. @param subject RFC 2253 */
    public record Signer(String sha256, String subject, Instant notAfter) {}

    /** @param lifetime empty: as the baseline has it. @param audience empty: none. @param tpmLifetime of TPMs' tokens */
    public record Token(String algorithm, Optional<Duration> lifetime, Optional<String> audience,
            Duration tpmLifetime) {}

    /** @param requestsPerSecond empty: the installation's default. @param storedEvidenceBytes empty: the usual */
    public record Limits(OptionalInt requestsPerSecond, int bodyBytes, int policyVersions, int policyBytes,
            OptionalLong storedEvidenceBytes, int tpmDevices) {}

    /** @param shredAfter when a deleted tenant's keys are destroyed. @param shredded when they were */
    public record Dates(Instant created, Instant changed, Optional<Instant> deleted, Optional<Instant> shredAfter,
            Optional<Instant> shredded) {}
}
