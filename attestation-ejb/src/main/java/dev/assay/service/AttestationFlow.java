package dev.assay.service;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.ExplanationJson;
import dev.assay.appraisal.Hearing;
import dev.assay.appraisal.Terms;
import dev.assay.audit.AuditUnavailableException;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Reason;
import dev.assay.persistence.StoreException;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Problem;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.token.PolicyDocument;
import jakarta.ejb.EJBException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One attestation from admission to answer (style-models 2.2): the order of its steps, and what failing means. It has two
 * turns in the pool: the tenant read and the evidence parsed; then all the rest. No turn is held in between, where others
 * are waited for: the source of collateral, a tenant's first key.
 */
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

    /** What the first turn came to. */
    private sealed interface Begun {
        record Ended(Outcome outcome) implements Begun {}

        /** For an identified caller only. */
        record Asking(TenantSnapshot tenant) implements Begun {}

        record Going(AttestationCase item, Admission.Admitted<?> admitted) implements Begun {}
    }

    /** @param hearing where it came to a policy */
    private record Closed(Outcome outcome, Optional<Hearing> hearing) {}

    /** A call on its way, with the places it takes its turns in. */
    private record Visit(AttestCall call, VerificationPool pool, String queue, long startedNanos) {
        /** DO-06: refused before anything is read, so there is nothing to record. */
        Begun turn(Supplier<Begun> work) {
            return pool.run(queue, work)
                    .orElseGet(() -> new Begun.Ended(Closing.unavailable(Reason.OVERLOADED, BUSY)));
        }
    }

    Outcome attest(AttestCall call) {
        Visit visit = new Visit(call, call.draftPolicy().isPresent() ? surroundings.draftPool() : surroundings.pool(),
                surroundings.queue(call.tenant()), surroundings.clock().nanos());
        return goOn(visit, visit.turn(() -> begin(call, visit.startedNanos())));
    }

    private Outcome goOn(Visit visit, Begun begun) {
        return switch (begun) {
            case Begun.Ended(Outcome outcome) -> outcome;
            // why between two turns: a tenant's issuer may have to be asked for its keys first.
            case Begun.Asking(TenantSnapshot tenant) -> Admittance.refusal(visit.call()).orElseGet(
                    () -> goOn(visit, visit.turn(() -> begin(visit.call(), tenant, visit.startedNanos()))));
            case Begun.Going going -> {
                CollateralSet collateral = ports.collateral().find(going.item().tenant().anchors(),
                        going.admitted().wanted());
                warm(going.item());
                yield visit.pool().finish(visit.queue(), () -> finish(going, collateral))
                        .map(closed -> explained(visit, going.item(), closed)).orElseGet(
                                () -> recorded(going.item().call(),
                                        () -> closing.unavailable(going.item(), Reason.OVERLOADED, BUSY)));
            }
        };
    }

    private Begun begin(AttestCall call, long startedNanos) {
        try {
            return ports.tenants().snapshot(call.tenant(), call.request().type())
                    .map(found -> Admittance.asks(call, found)
                            ? new Begun.Asking(found)
                            : begin(call, found, startedNanos))
                    .orElseGet(() -> new Begun.Ended(new Outcome.NoSuchTenant()));
        } catch (UnreadablePolicyException unread) {
            return new Begun.Ended(recorded(call, () -> closing.unreadable(call, unread, startedNanos)));
        } catch (EJBException | StoreException down) {
            // DO-10: nothing was looked at; this is no verdict.
            LOG.log(System.Logger.Level.ERROR, "tenant not read, trace {0}: {1}", call.traceId(), down.getMessage());
            return new Begun.Ended(
                    Closing.unavailable(Reason.STORE_UNAVAILABLE, "The service cannot read its database now."));
        }
    }

    private Begun begin(AttestCall call, TenantSnapshot tenant, long startedNanos) {
        try {
            Optional<Policy> draft = call.draftPolicy().map(AttestationFlow::draft);
            return admit(new AttestationCase(call, tenant, draft, surroundings.clock().now(), startedNanos,
                    CollateralSet.NONE));
        } catch (MalformedException refused) {
            return new Begun.Ended(new Outcome.BadRequest("InvalidOperation", refused.getMessage()));
        } catch (PolicyParsingException refused) {
            return new Begun.Ended(new Outcome.BadRequest("PolicyParsingError", list(refused)));
        }
    }

    private static Policy draft(String jws) {
        return Policy.parse(PolicyDocument.read("draftPolicyForAttestation", jws).text());
    }

    private static String list(PolicyParsingException refused) {
        return refused.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    private Begun admit(AttestationCase item) {
        if (!surroundings.clock().sound())
            return new Begun.Ended(recorded(item.call(), () -> closing.unavailable(item, Reason.CLOCK_UNSOUND,
                    "The service's clock cannot be believed now.")));
        return switch (appraiser.admit(item.call().request(), item.tenant().anchors(), item.at())) {
            case Admission.Refused refused -> new Begun.Ended(
                    recorded(item.call(), () -> closing.conclude(item, refused.appraisal())));
            case Admission.Admitted<?> admitted -> new Begun.Going(item, admitted);
        };
    }

    private Closed finish(Begun.Going going, CollateralSet collateral) {
        AttestationCase item = going.item().offering(collateral);
        Terms terms = new Terms(item.tenant().anchors(), item.tenant().baseline(), item.policy(), item.at(), true,
                item.tenant().issuer());
        Appraisal appraisal = appraiser.conclude(going.admitted(), collateral, terms);
        return new Closed(recorded(item.call(), () -> closing.conclude(item, appraisal)), appraisal.hearing());
    }

    /** What a policy compares is told to those of the tenant who may read it; asked for outside of any turn. */
    private Outcome explained(Visit visit, AttestationCase item, Closed closed) {
        if (!(closed.outcome() instanceof Outcome.Refused refused) || refused.rules().isEmpty()
                || !Admittance.mayKnowPolicy(visit.call()))
            return closed.outcome();
        return visit.pool().<Outcome>finish(visit.queue(), () -> refused.explained(ExplanationJson.rules(
                appraiser.explain(item.policy(), closed.hearing().orElseThrow()).deciding().stream()
                        .limit(refused.rules().size()).toList())))
                .orElse(refused);
    }

    /** Has the tenant's first key made while no turn is held; where that fails, the closing says so. */
    private void warm(AttestationCase item) {
        try {
            ports.keys().published(item.tenant());
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.DEBUG, "signing key of {0}: {1}", item.tenant().name(), failed.getMessage());
        }
    }

    /** AD-08: nothing is answered but this where the record is not committed. */
    private static Outcome recorded(AttestCall call, Supplier<Outcome> closed) {
        try {
            return closed.get();
        } catch (AuditUnavailableException lost) {
            LOG.log(System.Logger.Level.ERROR, "no audit record, trace {0}: {1}", call.traceId(),
                    lost.getMessage());
            return Closing.unavailable(Reason.STORE_UNAVAILABLE, "The service cannot write its audit record now.");
        }
    }
}
