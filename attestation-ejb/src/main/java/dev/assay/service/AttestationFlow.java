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
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.persistence.StoreException;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Problem;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.token.PolicyDocument;
import jakarta.ejb.EJBException;
import java.time.Instant;
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
    static final String BUSY = "The service verifies as many requests as it can at once: repeat the request.";
    private static final String UNREAD = "The service cannot read its database now.";

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

    /** What is to hold before the evidence is looked at; asked in the first turn, once caller and tenant are known. */
    @FunctionalInterface
    interface Entry {
        Entry FREE = (tenant, at) -> {};

        /** maa-tpm §3, step 1: evidence about a TPM comes in a message that answers a challenge, and no other way. */
        static Entry of(AttestationType type) {
            return switch (type) {
                case SGX_ENCLAVE, OPEN_ENCLAVE -> FREE;
                case TPM -> (tenant, at) -> {
                    throw new Refusal(Reason.SERVICE_CONTEXT_INVALID,
                            "service_context: is missing; ask for a challenge, and send back what comes with it");
                };
            };
        }

        /**
         * @throws Refusal where it does not hold, which is recorded
         * @throws StoreException where that cannot be told now
         */
        void check(Tenant tenant, Instant at);
    }

    /** A call on its way, with the places it takes its turns in. */
    private record Visit(AttestCall call, Entry entry, Optional<TenantSnapshot> known, VerificationPool pool,
            String queue, long startedNanos) {
        /** DO-06: refused before anything is read, so there is nothing to record. */
        Begun turn(Supplier<Begun> work) {
            return pool.run(queue, work)
                    .orElseGet(() -> new Begun.Ended(Closing.unavailable(Reason.OVERLOADED, BUSY)));
        }
    }

    Outcome attest(AttestCall call) {
        return attest(call, Entry.of(call.request().type()), Optional.empty());
    }

    /** @param known the tenant as the same call has read it already; empty: it is read here */
    Outcome attest(AttestCall call, Entry entry, Optional<TenantSnapshot> known) {
        Visit visit = new Visit(call, entry, known,
                call.draftPolicy().isPresent() ? surroundings.draftPool() : surroundings.pool(),
                surroundings.queue(call.tenant()), surroundings.clock().nanos());
        return goOn(visit, visit.turn(() -> begin(visit)));
    }

    private Outcome goOn(Visit visit, Begun begun) {
        return switch (begun) {
            case Begun.Ended(Outcome outcome) -> outcome;
            // why between two turns: a tenant's issuer may have to be asked for its keys first.
            case Begun.Asking(TenantSnapshot tenant) -> Admittance.refusal(visit.call()).orElseGet(
                    () -> goOn(visit, visit.turn(() -> begin(visit, tenant))));
            case Begun.Going going -> collected(going).map(collateral -> concluded(visit, going, collateral))
                    .orElseGet(() -> recorded(going.item().call(), () -> closing.unavailable(going.item(),
                            Reason.STORE_UNAVAILABLE, UNREAD)));
        };
    }

    /** Empty where the tenant's own statements cannot be read: without them nothing is said of its devices (DO-10). */
    private Optional<CollateralSet> collected(Begun.Going going) {
        try {
            return Optional.of(ports.documents(going.item().tenant(), going.admitted().wanted()));
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "statements not read, trace {0}: {1}", going.item().call().traceId(),
                    down.getMessage());
            return Optional.empty();
        }
    }

    private Outcome concluded(Visit visit, Begun.Going going, CollateralSet collateral) {
        warm(going.item());
        return visit.pool().finish(visit.queue(), () -> finish(going, collateral))
                .map(closed -> explained(visit, going.item(), closed)).orElseGet(
                        () -> recorded(going.item().call(),
                                () -> closing.unavailable(going.item(), Reason.OVERLOADED, BUSY)));
    }

    private Begun begin(Visit visit) {
        AttestCall call = visit.call();
        try {
            return visit.known().or(() -> ports.tenants().snapshot(call.tenant(), call.request().type()))
                    .map(found -> Admittance.asks(call, found)
                            ? new Begun.Asking(found)
                            : begin(visit, found))
                    .orElseGet(() -> new Begun.Ended(new Outcome.NoSuchTenant()));
        } catch (UnreadablePolicyException unread) {
            return new Begun.Ended(recorded(call, () -> closing.unreadable(call, unread, visit.startedNanos())));
        } catch (EJBException | StoreException down) {
            // DO-10: nothing was looked at; this is no verdict.
            LOG.log(System.Logger.Level.ERROR, "tenant not read, trace {0}: {1}", call.traceId(), down.getMessage());
            return new Begun.Ended(Closing.unavailable(Reason.STORE_UNAVAILABLE, UNREAD));
        }
    }

    private Begun begin(Visit visit, TenantSnapshot tenant) {
        try {
            Optional<Policy> draft = visit.call().draftPolicy().map(AttestationFlow::draft);
            return admit(visit.entry(), new AttestationCase(visit.call(), tenant, draft, surroundings.clock().now(),
                    visit.startedNanos(), CollateralSet.NONE));
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

    private Begun admit(Entry entry, AttestationCase item) {
        if (!surroundings.clock().sound())
            return new Begun.Ended(recorded(item.call(), () -> closing.unavailable(item, Reason.CLOCK_UNSOUND,
                    "The service's clock cannot be believed now.")));
        return refusal(entry, item).<Begun>map(Begun.Ended::new).orElseGet(() -> appraised(item));
    }

    /** Empty where the evidence may be looked at. */
    private Optional<Outcome> refusal(Entry entry, AttestationCase item) {
        try {
            entry.check(item.tenant(), item.at());
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(recorded(item.call(), () -> closing.refuse(item, refused)));
        } catch (StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "entry not told, trace {0}: {1}", item.call().traceId(),
                    down.getMessage());
            return Optional.of(Closing.unavailable(Reason.STORE_UNAVAILABLE,
                    "The service cannot write to its database now: begin again with a new challenge."));
        }
    }

    private Begun appraised(AttestationCase item) {
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
        Appraisal appraisal = told(item, appraiser.conclude(going.admitted(), collateral, terms));
        return new Closed(recorded(item.call(), () -> closing.conclude(item, appraisal)), appraisal.hearing());
    }

    /** Where no policy was set and none is shipped, so says the refusal: what was evaluated is nobody's policy. */
    private static Appraisal told(AttestationCase item, Appraisal appraisal) {
        String type = item.call().request().type().wireName();
        return item.policyVersion() == 0 && appraisal.reason() == Reason.POLICY_NO_PERMIT
                && DefaultPolicies.servedFor(type).isEmpty()
                        ? appraisal.withDetail(
                                "no policy is set for %1$s, and none is shipped: set one with PUT /policies/%1$s"
                                        .formatted(type))
                        : appraisal;
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
    static Outcome recorded(AttestCall call, Supplier<Outcome> closed) {
        try {
            return closed.get();
        } catch (AuditUnavailableException lost) {
            LOG.log(System.Logger.Level.ERROR, "no audit record, trace {0}: {1}", call.traceId(),
                    lost.getMessage());
            return Closing.unavailable(Reason.STORE_UNAVAILABLE, "The service cannot write its audit record now.");
        }
    }
}
