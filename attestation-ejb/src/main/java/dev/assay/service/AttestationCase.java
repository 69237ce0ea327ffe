package dev.assay.service;

import dev.assay.collateral.CollateralSet;
import dev.assay.policy.Policy;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * A call with all it is judged by.
 *
 * @param at its one instant
 * @param startedNanos monotonic clock at its arrival
 * @param offered the collateral at hand; none until it was sought
 */
record AttestationCase(AttestCall call, TenantSnapshot snapshot, Optional<Policy> draft, Instant at,
        long startedNanos, CollateralSet offered) {
    static final int DRAFT_VERSION = -1;

    AttestationCase offering(CollateralSet found) {
        return new AttestationCase(call, snapshot, draft, at, startedNanos, found);
    }

    Tenant tenant() {
        return snapshot.tenant();
    }

    Policy policy() {
        return draft.orElse(snapshot.policy());
    }

    int policyVersion() {
        return draft.isPresent() ? DRAFT_VERSION : snapshot.policyVersion();
    }
}
