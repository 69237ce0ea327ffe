package dev.assay.approval;

import java.time.Instant;

/** Who may do what to a proposal in which state. */
public final class ProposalRule {
    private ProposalRule() {}

    /** What an act comes to. */
    public sealed interface Ruling {
        /** Only ever from waiting. */
        record Becomes(ProposalState next) implements Ruling {}

        /** The same person did the same before, or it is approved and what is left is to carry it out. */
        record Stays() implements Ruling {}

        record Refused(Cause cause) implements Ruling {}
    }

    /** Why not. */
    public enum Cause {
        ROLE_MISSING,
        /** The proposer decides nothing about it, and withdraws instead. */
        OWN_PROPOSAL,
        /** Only the proposer withdraws. */
        ANOTHERS_PROPOSAL,
        EXPIRED,
        DECIDED
    }

    /** @param entitled whether the person has the role the change takes, for its tenant */
    public static Ruling judge(Proposal proposal, ProposalAct act, Person person, boolean entitled, Instant at) {
        boolean own = proposal.proposer().equals(person);
        return switch (act) {
            case WITHDRAW -> own ? inState(proposal, act, person, at) : refused(Cause.ANOTHERS_PROPOSAL);
            case APPROVE, REJECT -> {
                if (!entitled)
                    yield refused(Cause.ROLE_MISSING);
                yield own ? refused(Cause.OWN_PROPOSAL) : inState(proposal, act, person, at);
            }
        };
    }

    private static Ruling inState(Proposal proposal, ProposalAct act, Person person, Instant at) {
        return switch (proposal.at(at).state()) {
            case WAITING -> new Ruling.Becomes(act.outcome());
            case EXPIRED -> refused(Cause.EXPIRED);
            case APPROVED -> act == ProposalAct.APPROVE ? new Ruling.Stays() : refused(Cause.DECIDED);
            case APPLIED -> again(proposal, person, act == ProposalAct.APPROVE);
            case REJECTED -> again(proposal, person, act == ProposalAct.REJECT);
            case WITHDRAWN -> again(proposal, person, act == ProposalAct.WITHDRAW);
            case OVERTAKEN -> refused(Cause.DECIDED);
        };
    }

    /** An answer that was lost on the way is given again. */
    private static Ruling again(Proposal proposal, Person person, boolean same) {
        boolean theirs = proposal.decision().filter(made -> made.by().equals(person)).isPresent();
        return same && theirs ? new Ruling.Stays() : refused(Cause.DECIDED);
    }

    private static Ruling refused(Cause cause) {
        return new Ruling.Refused(cause);
    }
}
