package dev.assay.persistence;

import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Proposals for tests. */
final class Proposals {
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    static final Person ALICE = new Person("https://login.example.org", "alice");
    static final Person BOB = new Person("https://login.example.org", "bob");

    private Proposals() {}

    static Proposal fresh(UUID tenant, ProposedChange change) {
        return new Proposal(new Proposal.Key(tenant, UUID.randomUUID()), change, "1", ALICE,
                new Proposal.Times(AT, AT.plus(Duration.ofDays(7))), ProposalState.WAITING, Optional.empty());
    }

    static ProposalEvent event(ProposalEvent.Operation operation, Person by) {
        return new ProposalEvent(operation, by, "", "trace", AT);
    }

    static Proposal insert(UUID tenant) {
        return insert(fresh(tenant, new ProposedChange.KeyReplacement(true)));
    }

    static Proposal insert(Proposal proposal) {
        return TestDatabase.transaction(entities -> TestDatabase.proposals(entities).enter(proposal,
                event(ProposalEvent.Operation.PROPOSE, ALICE), 100)).orElseThrow();
    }
}
