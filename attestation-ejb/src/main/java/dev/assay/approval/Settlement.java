package dev.assay.approval;

import java.util.List;

/** What a judgement comes to: the proposal as it is from now on, and the steps that led there; none: as it was. */
public record Settlement(Proposal proposal, List<ProposalEvent> events) {
    public Settlement {
        events = List.copyOf(events);
    }

    public static Settlement unchanged(Proposal proposal) {
        return new Settlement(proposal, List.of());
    }
}
