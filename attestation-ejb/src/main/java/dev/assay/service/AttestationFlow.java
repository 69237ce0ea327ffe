package dev.assay.service;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Terms;
import dev.assay.audit.AuditUnavailableException;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Reason;
import dev.assay.persistence.StoreException;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Problem;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.PolicyDocument;
import jakarta.ejb.EJBException;
import java.util.Optional;
import java.util.stream.Collectors;

/** One attestation from admission to answer (style-models 2.2): the order of its steps, and what failing means. */
final class AttestationFlow {
    private static final System.Logger LOG = System.getLogger(AttestationFlow.class.getName());
    private static final String BUSY = "The service verifies as many requests as it can at once: repeat the request.";

    private final Ports ports;
    private final Appraiser appraiser;
    private final Closing closing;
    private final Surroundings surroundings;

    AttestationFlow(Ports ports, Appraiser appraiser, Closing closing, Surroundings surroundings) {
        this.ports = ports;
        this.appraiser = appraiser;
        this.closing = closing;
        this.surroundings = surroundings;
    }

    Outcome attest(AttestCall call) {
        long startedNanos = surroundings.clock().nanos();
        Optional<TenantSnapshot> tenant;
        try {
            tenant = ports.tenants().snapshot(call.tenant(), call.request().type());
        } catch (EJBException | StoreException down) {
            // DO-10: nothing was looked at; this is no verdict.
            LOG.log(System.Logger.Level.ERROR, "tenant not read, trace {0}: {1}", call.traceId(), down.getMessage());
            return Closing.unavailable(Reason.STORE_UNAVAILABLE, "The service cannot read its database now.");
        }
        return tenant.map(found -> Admittance.refusal(call, found)
                .orElseGet(() -> attest(call, found, startedNanos))).orElseGet(Outcome.NoSuchTenant::new);
    }

    private Outcome attest(AttestCall call, TenantSnapshot tenant, long startedNanos) {
        try {
            Optional<Policy> draft = call.draftPolicy().map(AttestationFlow::draft);
            return run(new AttestationCase(call, tenant, draft, surroundings.clock().now(), startedNanos));
        } catch (MalformedException refused) {
            return new Outcome.BadRequest("InvalidOperation", refused.getMessage());
        } catch (PolicyParsingException refused) {
            return new Outcome.BadRequest("PolicyParsingError", list(refused));
        }
    }

    private static Policy draft(String jws) {
        return Policy.parse(PolicyDocument.read("draftPolicyForAttestation", jws).text());
    }

    private static String list(PolicyParsingException refused) {
        return refused.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    private Outcome run(AttestationCase item) {
        try {
            if (!surroundings.clock().sound())
                return closing.unavailable(item, Reason.CLOCK_UNSOUND, "The service's clock cannot be believed now.");
            return appraise(item).map(appraisal -> closing.conclude(item, appraisal))
                    .orElseGet(() -> closing.unavailable(item, Reason.OVERLOADED, BUSY));
        } catch (AuditUnavailableException lost) {
            // AD-08
            LOG.log(System.Logger.Level.ERROR, "no audit record, trace {0}: {1}", item.call().traceId(),
                    lost.getMessage());
            return Closing.unavailable(Reason.STORE_UNAVAILABLE, "The service cannot write its audit record now.");
        }
    }

    /** Empty where there was no place to verify in. A place is never held while collateral is waited for. */
    private Optional<Appraisal> appraise(AttestationCase item) {
        VerificationPool pool = item.draft().isPresent() ? surroundings.draftPool() : surroundings.pool();
        Optional<Admission> admission = pool
                .run(item.tenant().name(),
                        () -> appraiser.admit(item.call().request(), item.tenant().anchors(), item.at()));
        if (admission.isEmpty())
            return Optional.empty();
        return switch (admission.get()) {
            case Admission.Refused refused -> Optional.of(refused.appraisal());
            case Admission.Admitted<?> admitted -> {
                CollateralSet collateral = ports.collateral().find(item.tenant().anchors(), admitted.wanted());
                yield pool.run(item.tenant().name(),
                        () -> appraiser.conclude(admitted, collateral, terms(item)));
            }
        };
    }

    private static Terms terms(AttestationCase item) {
        return new Terms(item.tenant().anchors(), item.tenant().baseline(), item.policy(), item.at(), true);
    }
}
