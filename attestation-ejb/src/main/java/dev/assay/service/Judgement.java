package dev.assay.service;

import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalAct;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposalEvent.Operation;
import dev.assay.approval.ProposalRule;
import dev.assay.approval.ProposalRule.Cause;
import dev.assay.approval.ProposalRule.Ruling;
import dev.assay.approval.ProposalState;
import dev.assay.approval.Settlement;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.tenant.TenantChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One person's act upon one proposal, judged while no other of the tenant is. */
final class Judgement implements Function<Proposal, Settlement> {
    private final Act act;
    private final Supplier<Optional<String>> base;
    private final Supplier<Applying.Reach> step;
    private Optional<Refused> refusal = Optional.empty();

    /** Who does what, when, and says why. */
    record Act(ProposalAct act, String note, ProposalCall call, Instant at) {
        Person person() {
            return Person.of(call.caller());
        }
    }

    /** @param base what the object is at now. @param step brings the change into force */
    Judgement(Act act, Supplier<Optional<String>> base, Supplier<Applying.Reach> step) {
        this.act = act;
        this.base = base;
        this.step = step;
    }

    static TenantChange change(ProposalCall call, Instant at) {
        return new TenantChange(TenantChange.Operation.CHANGE, call.caller().subject(), call.caller().issuer(),
                call.traceId(), at);
    }

    /** Set by {@link #apply} where the act was not done. */
    Optional<Refused> refusal() {
        return refusal;
    }

    @Override
    public Settlement apply(Proposal now) {
        boolean entitled = now.change().matter().openTo(act.call().caller(), act.call().tenant());
        return switch (ProposalRule.judge(now, act.act(), act.person(), entitled, act.at())) {
            case Ruling.Stays() -> Settlement.unchanged(now);
            case Ruling.Refused(Cause cause) -> {
                refusal = Optional.of(refused(cause, now));
                yield overdue(now, Person.node("assay"), act.at());
            }
            case Ruling.Becomes(ProposalState next) -> switch (act.act()) {
                case APPROVE -> approved(now);
                case REJECT -> decided(now, next, Operation.REJECT);
                case WITHDRAW -> decided(now, next, Operation.WITHDRAW);
            };
        };
    }

    private Settlement approved(Proposal now) {
        boolean current = base.get().filter(now.base()::equals).isPresent();
        return switch (current ? step.get() : Applying.Reach.OVERTAKEN) {
            case APPLIED -> decided(now, ProposalState.APPLIED, Operation.APPROVE, Operation.APPLY);
            case LATER -> decided(now, ProposalState.APPROVED, Operation.APPROVE);
            case OVERTAKEN -> {
                refusal = Optional.of(new Refused(Kind.CONFLICT, "proposal-overtaken",
                        "What it changes was changed since it was proposed. Propose it again."));
                yield decided(now, ProposalState.OVERTAKEN, Operation.OVERTAKE);
            }
        };
    }

    private Settlement decided(Proposal now, ProposalState next, Operation... operations) {
        List<ProposalEvent> events = List.of(operations).stream().map(operation -> new ProposalEvent(operation,
                act.person(), act.note(), act.call().traceId(), act.at())).toList();
        return new Settlement(now.decided(next, new Proposal.Decision(act.person(), act.at(), act.note())), events);
    }

    /** Carried out to its end. */
    static Settlement applied(Proposal now, Person by, String traceId, Instant at) {
        return now.state() == ProposalState.APPROVED
                ? new Settlement(now.in(ProposalState.APPLIED),
                        List.of(new ProposalEvent(Operation.APPLY, by, "", traceId, at)))
                : Settlement.unchanged(now);
    }

    /** Expired, where nobody decided in time. */
    static Settlement overdue(Proposal now, Person by, Instant at) {
        return now.overdue(at)
                ? new Settlement(now.at(at), List.of(new ProposalEvent(Operation.EXPIRE, by, "", "", at)))
                : Settlement.unchanged(now);
    }

    /** Approved for a tenant that is deleted meanwhile. */
    static Settlement pointless(Proposal now, Person by, Instant at) {
        return now.state() == ProposalState.APPROVED
                ? new Settlement(now.in(ProposalState.OVERTAKEN),
                        List.of(new ProposalEvent(Operation.OVERTAKE, by, "", "", at)))
                : Settlement.unchanged(now);
    }

    private static Refused refused(Cause cause, Proposal proposal) {
        return switch (cause) {
            case ROLE_MISSING -> Approving.forbidden(proposal.change().matter());
            case OWN_PROPOSAL -> new Refused(Kind.FORBIDDEN, "own-proposal",
                    "The caller proposed this change; another person decides. To take it back, withdraw it.");
            case ANOTHERS_PROPOSAL -> new Refused(Kind.FORBIDDEN, "anothers-proposal",
                    "Another person proposed this change; to end it, reject it.");
            case EXPIRED -> new Refused(Kind.CONFLICT, "proposal-expired",
                    "Nobody decided in time. Propose it again.");
            case DECIDED -> new Refused(Kind.CONFLICT, "proposal-decided",
                    "It is " + proposal.state().word() + " already.");
        };
    }
}
