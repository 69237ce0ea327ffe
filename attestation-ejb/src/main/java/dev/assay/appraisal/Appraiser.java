package dev.assay.appraisal;

import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.bytes.Bytes;
import jakarta.json.JsonObject;
import java.time.Instant;

/** Turns (request, policy, collateral, time) into an outcome. Immutable; safe for any number of threads. */
public final class Appraiser {
    /** Parses the evidence and verifies the chain inside it: all that can be done before collateral is sought. */
    public Admission admit(AppraisalRequest request, AnchorSet anchors, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** Verifies, assembles claims, holds them against baseline and policy. */
    public Appraisal conclude(Admission.Admitted<?> admitted, CollateralSet collateral, Terms terms) {
        throw new UnsupportedOperationException();
    }

    /** The evidence's fields as far as they can be read, unverified, for explanation only. */
    public JsonObject describe(AttestationType type, Bytes evidence) {
        throw new UnsupportedOperationException();
    }
}
