package dev.assay.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A change of a tenant's that waits for a second person, or did.
 *
 * @param base the state of the object it was made from, in words of the object's own: a version, a key's id, a digest
 * @param decision who ended it; empty while it waits and where the clock did
 */
public record Proposal(Key key, ProposedChange change, String base, Person proposer, Times times, ProposalState state,
        Optional<Decision> decision) {
    /** @param id random, so that it cannot be guessed */
    public record Key(UUID tenant, UUID id) {}

    /** @param expires from then on nobody can approve it */
    public record Times(Instant proposed, Instant expires) {}

    /** @param note may be empty */
    public record Decision(Person by, Instant at, String note) {}

    /** Nobody decided in time. */
    public boolean overdue(Instant at) {
        return state == ProposalState.WAITING && !at.isBefore(times.expires());
    }

    /** As it stands at that instant, whether or not anybody noted it yet. */
    public Proposal at(Instant now) {
        return overdue(now) ? in(ProposalState.EXPIRED) : this;
    }

    public Proposal in(ProposalState next) {
        return new Proposal(key, change, base, proposer, times, next, decision);
    }

    public Proposal decided(ProposalState next, Decision made) {
        return new Proposal(key, change, base, proposer, times, next, Optional.of(made));
    }
}
