package dev.assay.tenant;

import java.util.OptionalInt;

/**
 * What a tenant may use (TE-06).
 *
 * @param requestsPerSecond attest calls per second and node; empty: the installation's default
 * @param bodyBytes largest body of an attest call, 16 KiB to 1 MiB
 * @param policyVersions how many versions of policies may be stored, of all types together
 */
public record Quotas(OptionalInt requestsPerSecond, int bodyBytes, int policyVersions) {
    public static final Quotas USUAL = new Quotas(OptionalInt.empty(), 1 << 20, 1000);
}
