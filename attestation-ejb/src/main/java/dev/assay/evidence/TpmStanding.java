package dev.assay.evidence;

import java.util.Optional;
import java.util.Set;

/**
 * What a verified TPM quote established that baseline and policy properties are held against.
 *
 * @param registers PCRs quoted in an accepted bank (TP-02, TP-04)
 * @param distrust why the attestation key is not known for a genuine TPM's; empty where it is (TP-06)
 */
public record TpmStanding(TpmState state, Set<Integer> registers, Optional<Distrust> distrust) {
    public TpmStanding {
        registers = Set.copyOf(registers);
    }

    /** A failure that a policy may choose to live with ({@code require_valid_aik_cert}). */
    public record Distrust(Reason reason, String detail) {}
}
