package dev.assay.tenant;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a tenant may use (TE-06).
 *
 * @param requestsPerSecond attest calls per second and node; empty: the installation's default
 * @param bodyBytes largest body of an attest call, 16 KiB to 1 MiB
 * @param policyVersions how many versions of policies may be stored, of all types together
 * @param policyBytes largest body of a policy upload, 4 KiB to 1 MiB
 * @param storedEvidenceBytes how much evidence may be kept; empty: {@link #EVIDENCE_BYTES}
 * @param tpmDevices how many TPMs may be known, 0 to 10 million
 */
public record Quotas(OptionalInt requestsPerSecond, int bodyBytes, int policyVersions, int policyBytes,
        OptionalLong storedEvidenceBytes, int tpmDevices) {
    /** 256 MiB, some 40 thousand appraisals. */
    public static final long EVIDENCE_BYTES = 1L << 28;
    public static final int TPM_DEVICES = 100_000;
    public static final Quotas USUAL = new Quotas(OptionalInt.empty(), 1 << 20, 1000, 1 << 20, OptionalLong.empty());

    /** With the usual number of devices. */
    public Quotas(OptionalInt requestsPerSecond, int bodyBytes, int policyVersions, int policyBytes,
            OptionalLong storedEvidenceBytes) {
        this(requestsPerSecond, bodyBytes, policyVersions, policyBytes, storedEvidenceBytes, TPM_DEVICES);
    }
}
