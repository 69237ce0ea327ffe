package dev.assay.appraisal;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Scheme;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.policy.trace.Trace;
import jakarta.json.JsonObject;
import java.time.Instant;

/** Turns (request, policy, collateral, time) into an outcome. Immutable; safe for any number of threads. */
public final class Appraiser {
    private final Schemes schemes;
    private final PolicyEngine engine;

    public Appraiser(Schemes schemes, PolicyEngine engine) {
        this.schemes = schemes;
        this.engine = engine;
    }

    /** Parses the evidence and verifies the chain inside it: all that can be done before collateral is sought. */
    public Admission admit(AppraisalRequest request, AnchorSet anchors, Instant at) {
        return admit(schemes.forType(request.type()), request, anchors, at);
    }

    private <Q, E> Admission admit(Scheme<Q, E> scheme, AppraisalRequest request, AnchorSet anchors, Instant at) {
        Checks checks = new Checks();
        try {
            Q parsed = scheme.parse(request.evidence(), checks);
            E evidence = scheme.authenticate(parsed, anchors, at, checks);
            return new Admission.Admitted<>(request, scheme, evidence, checks, scheme.collateralFor(evidence));
        } catch (Refusal refused) {
            return new Admission.Refused(new Conclusion(scheme, checks).withoutVerification());
        }
    }

    /** Verifies, assembles claims, holds them against baseline and policy. An admission serves one conclusion. */
    public Appraisal conclude(Admission.Admitted<?> admitted, CollateralSet collateral, Terms terms) {
        return new Judgement<>(engine, admitted, terms).conclude(collateral);
    }

    /**
     * How a policy comes to its decision over the claims an appraisal showed it; where the baseline refused before it was
     * asked, what it would have decided.
     */
    public Trace explain(Policy policy, Hearing hearing) {
        return engine.explain(policy, hearing.incoming()).trace();
    }

    /** The evidence's fields as far as they can be read, unverified, for explanation only. */
    public JsonObject describe(AttestationType type, Bytes evidence) {
        return schemes.forType(type).describe(evidence);
    }
}
