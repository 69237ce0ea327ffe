package dev.assay.service;

import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKind;
import dev.assay.evidence.Baseline;
import dev.assay.policy.Policy;
import dev.assay.tenant.Tenant;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A what-if with all it is judged by.
 *
 * @param at the instant judged at
 * @param documents instead of those held; empty: those held
 * @param now its own one instant. @param startedNanos monotonic clock at its arrival
 */
record WhatIfCase(WhatIfCall call, Tenant tenant, Ruled policy, Baseline baseline, Instant at,
        Optional<Map<CollateralKind, CollateralDocument>> documents, Instant now, long startedNanos) {
    /**
     * @param version 0: the default; {@link AttestationCase#DRAFT_VERSION}: the call's own
     * @param signer claim {@code x-ms-policy-signer}
     */
    record Ruled(Policy policy, int version, Optional<JsonObject> signer) {
        boolean draft() {
            return version == AttestationCase.DRAFT_VERSION;
        }

        String source() {
            return draft() ? "draft" : version == 0 ? "default" : "stored";
        }
    }

    /** Whether an instant was asked for. */
    boolean dated() {
        return call.terms().at().isPresent();
    }
}
