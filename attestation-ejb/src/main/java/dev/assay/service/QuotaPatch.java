package dev.assay.service;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Quotas to be changed; what is empty stays.
 *
 * @param requestsPerSecond attest calls per second and node; empty inside: the installation's default
 * @param bodyBytes largest body of an attest call. @param policyVersions how many may be stored
 * @param policyBytes largest body of a policy upload
 * @param storedEvidenceBytes how much evidence may be stored; empty inside: no bound of its own
 * @param tpmDevices how many TPMs may be known
 */
public record QuotaPatch(Optional<OptionalInt> requestsPerSecond, OptionalInt bodyBytes, OptionalInt policyVersions,
        OptionalInt policyBytes, Optional<OptionalLong> storedEvidenceBytes, OptionalInt tpmDevices) {
    public static final QuotaPatch NONE = new QuotaPatch(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
            OptionalInt.empty(), Optional.empty());

    /** Of devices as many as before. */
    public QuotaPatch(Optional<OptionalInt> requestsPerSecond, OptionalInt bodyBytes, OptionalInt policyVersions,
            OptionalInt policyBytes, Optional<OptionalLong> storedEvidenceBytes) {
        this(requestsPerSecond, bodyBytes, policyVersions, policyBytes, storedEvidenceBytes, OptionalInt.empty());
    }
}
