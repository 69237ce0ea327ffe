package dev.assay.service;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of a call to do with proposals. */
public sealed interface ProposalAnswer permits ProposalAnswer.NotNeeded, ProposalAnswer.Waits, ProposalAnswer.Shown,
        ProposalAnswer.Listed, TenantAnswer.Refused, ProposalAnswer.Unavailable {
    /** The change takes no second person: the caller of the service goes on and makes it. */
    record NotNeeded() implements ProposalAnswer {}

    /** The change waits for a second person; nothing is changed. */
    record Waits(ProposalView proposal) implements ProposalAnswer {}

    /** As it is now. */
    record Shown(ProposalView.Detail proposal) implements ProposalAnswer {}

    /** @param next proposal to go on after, where there are more */
    record Listed(List<ProposalView> proposals, Optional<UUID> next) implements ProposalAnswer {}

    /** The store or the keys cannot be reached now. */
    record Unavailable() implements ProposalAnswer {}
}
