package dev.assay.service;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Verdict;
import dev.assay.persistence.StoreException;
import dev.assay.service.ContextDesk.Place;
import dev.assay.service.ContextDesk.Purpose;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.tpm.ChallengeAnswer;
import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The messages of {@code /attest/Tpm} (maa-tpm §1): challenges are handed out and taken back here, each once on all nodes;
 * what is attested is the flow's.
 */
final class TpmExchange {
    private static final System.Logger LOG = System.getLogger(TpmExchange.class.getName());
    private static final AttestationType TYPE = AttestationType.TPM;
    private static final int CHALLENGE_OCTETS = 16;
    private static final TpmAnswer BUSY = new TpmAnswer.Ended(
            Closing.unavailable(Reason.OVERLOADED, AttestationFlow.BUSY));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantDirectory tenants;
    private final Parts parts;
    private final Closing closing;
    private final Surroundings surroundings;

    /** Whoever brings a challenge first has it; false where it was used before. */
    @FunctionalInterface
    interface Once {
        boolean use(UUID tenant, Bytes challenge, Instant expires);
    }

    /** What a message may come to. */
    record Parts(AttestationFlow flow, ContextDesk contexts, Once once, EnrolmentDesk enrolments) {}

    TpmExchange(TenantDirectory tenants, Parts parts, Closing closing, Surroundings surroundings) {
        this.tenants = tenants;
        this.parts = parts;
        this.closing = closing;
        this.surroundings = surroundings;
    }

    /** What is asked, of whom, and when. */
    private record Visit(AttestCall call, TenantSnapshot snapshot, Instant at, long startedNanos) {
        Tenant tenant() {
            return snapshot.tenant();
        }

        AttestationCase item() {
            return new AttestationCase(call, snapshot, Optional.empty(), at, startedNanos, CollateralSet.NONE);
        }
    }

    /** The caller first: nothing of a message is read for one who may not send it. */
    TpmAnswer take(TpmCall arrived) {
        TpmCall sent = arrived.identifiedOnce();
        AttestCall call = call(sent, sent.data());
        long started = surroundings.clock().nanos();
        try {
            Optional<Optional<TenantSnapshot>> found = turn(call, () -> tenants.snapshot(sent.tenant(), TYPE));
            if (found.isEmpty())
                return BUSY;
            return found.get().map(tenant -> admitted(sent, call, tenant, started))
                    .orElseGet(() -> new TpmAnswer.Ended(new Outcome.NoSuchTenant()));
        } catch (UnreadablePolicyException unread) {
            return ended(() -> closing.unreadable(call, unread, started), call);
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "tpm message, trace {0}: {1}", sent.traceId(), down.getMessage());
            return new TpmAnswer.Ended(Closing.unavailable(Reason.STORE_UNAVAILABLE,
                    "The service cannot reach its database now: begin again with a new challenge."));
        }
    }

    private TpmAnswer admitted(TpmCall sent, AttestCall call, TenantSnapshot tenant, long started) {
        return refusal(call, tenant).<TpmAnswer>map(TpmAnswer.Ended::new)
                .orElseGet(() -> read(sent, new Visit(call, tenant, surroundings.clock().now(), started)));
    }

    /** DO-06. Empty where there is none. */
    private <T> Optional<T> turn(AttestCall call, Supplier<T> work) {
        return surroundings.pool().run(surroundings.queue(call.tenant()), work);
    }

    private static AttestCall call(TpmCall sent, Bytes evidence) {
        return new AttestCall(sent.tenant(), AppraisalRequest.of(TYPE, evidence), Optional.empty(), sent.caller(),
                sent.traceId(), sent.credential());
    }

    private static Optional<Outcome> refusal(AttestCall call, TenantSnapshot tenant) {
        return Admittance.asks(call, tenant) ? Admittance.refusal(call) : Optional.empty();
    }

    private TpmAnswer read(TpmCall sent, Visit visit) {
        try {
            TpmLetter letter = TpmLetter.read(sent.data());
            return switch (letter.message()) {
                case TpmMessage.Init init -> judged(letter, visit, () -> challenge(visit));
                case TpmMessage.Enrol wanted -> judged(letter, visit,
                        () -> parts.enrolments().begin(visit.tenant(), wanted, visit.at()));
                case TpmMessage.Activate opened -> judged(letter, visit, () -> parts.enrolments()
                        .complete(visit.tenant(), opened, visit.at(), sent.traceId()));
                case TpmMessage.Request request -> attest(sent, visit, letter, request);
            };
        } catch (MalformedException misshapen) {
            return new TpmAnswer.Ended(new Outcome.BadRequest("InvalidParameter", misshapen.getMessage()));
        }
    }

    /** In a turn of the tenant's; what is refused is recorded. */
    private TpmAnswer judged(TpmLetter letter, Visit visit, Supplier<JsonObject> work) {
        if (!surroundings.clock().sound())
            return ended(() -> closing.unavailable(visit.item(), Reason.CLOCK_UNSOUND,
                    "The service's clock cannot be believed now."), visit.call());
        return turn(visit.call(), () -> answered(letter, visit, work)).orElse(BUSY);
    }

    private TpmAnswer answered(TpmLetter letter, Visit visit, Supplier<JsonObject> work) {
        try {
            return new TpmAnswer.Message(letter.answer(work.get()));
        } catch (Refusal refused) {
            return ended(() -> refused.reason().verdict() == Verdict.UNAVAILABLE
                    ? closing.unavailable(visit.item(), refused.reason(), refused.getMessage())
                    : closing.refuse(visit.item(), refused), visit.call());
        }
    }

    private static TpmAnswer ended(Supplier<Outcome> closed, AttestCall call) {
        return new TpmAnswer.Ended(AttestationFlow.recorded(call, closed));
    }

    /** No verdict, so that nothing is recorded; the rates of calls hold for it as for any. */
    private JsonObject challenge(Visit visit) {
        byte[] random = new byte[CHALLENGE_OCTETS];
        RANDOM.nextBytes(random);
        Bytes challenge = Bytes.copyOf(random);
        LOG.log(System.Logger.Level.DEBUG, "challenge for {0}, trace {1}", visit.tenant().name(),
                visit.call().traceId());
        return Json.createObjectBuilder().add("challenge", challenge.toBase64Url())
                .add("service_context", parts.contexts().seal(place(visit.tenant()), challenge, visit.at())
                        .toBase64Url())
                .build();
    }

    private static Place place(Tenant tenant) {
        return new Place(tenant.id(), TYPE.wireName(), Purpose.CHALLENGE);
    }

    private TpmAnswer attest(TpmCall sent, Visit visit, TpmLetter letter, TpmMessage.Request request) {
        Outcome outcome = parts.flow().attest(call(sent, request.jws()),
                (tenant, at) -> takeBack(tenant, request, at), Optional.of(visit.snapshot()));
        return outcome instanceof Outcome.Issued(String token)
                ? new TpmAnswer.Message(letter.answer(Json.createObjectBuilder().add("report", token).build()))
                : new TpmAnswer.Ended(outcome);
    }

    /** maa-tpm §3, step 1 (TP-21). Consumed before anything is verified, so that no request is tried twice. */
    private void takeBack(Tenant tenant, TpmMessage.Request request, Instant at) {
        ChallengeAnswer told = told(request);
        ContextDesk.Opened opened = parts.contexts().open(place(tenant), context(told), at);
        if (!opened.content().matches(told.challenge()))
            throw new Refusal(Reason.CHALLENGE_MISMATCH,
                    "challenge: is not the one that came with this service_context");
        if (!parts.once().use(tenant.id(), told.challenge(), opened.expires()))
            throw new Refusal(Reason.CHALLENGE_USED,
                    "challenge: was used before; ask for a new one for each request");
    }

    private static Bytes context(ChallengeAnswer told) {
        return told.serviceContext().map(TpmExchange::octets).orElseThrow(
                () -> new Refusal(Reason.SERVICE_CONTEXT_INVALID,
                        "service_context: is missing; send back what came with the challenge"));
    }

    private static Bytes octets(String text) {
        try {
            return Base64Url.decodePadded("service_context", text);
        } catch (MalformedException misshapen) {
            throw new Refusal(Reason.SERVICE_CONTEXT_INVALID, misshapen.getMessage());
        }
    }

    private static ChallengeAnswer told(TpmMessage.Request request) {
        try {
            return ChallengeAnswer.read(request.jws());
        } catch (MalformedException misshapen) {
            throw new Refusal(Reason.EVIDENCE_MALFORMED, misshapen.getMessage());
        }
    }
}
