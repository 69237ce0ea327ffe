package dev.assay.service;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings to be changed; what is empty stays.
 *
 * @param baseline by name
 * @param requestsPerSecond attest calls per second and node; empty inside: the installation's default
 * @param bodyBytes largest body of an attest call. @param policyVersions how many may be stored
 */
public record TenantPatch(Optional<String> baseline, TokenPatch token,
        Optional<OptionalInt> requestsPerSecond, OptionalInt bodyBytes, OptionalInt policyVersions) {
    public static final TenantPatch NONE = new TenantPatch(Optional.empty(), TokenPatch.NONE, Optional.empty(),
            OptionalInt.empty(), OptionalInt.empty());

    /** Whether it asks for more than a tenant may give itself. */
    boolean touchesQuotas() {
        return requestsPerSecond.isPresent() || bodyBytes.isPresent() || policyVersions.isPresent();
    }
}
