package dev.assay.service;

import dev.assay.approval.Difference;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalEvent;
import java.util.List;

/**
 * A proposal as the management plane shows it.
 *
 * @param tenant by name
 * @param proposal as it stands now: one that nobody decided in time is expired
 */
public record ProposalView(String tenant, Proposal proposal) {
    /**
     * With what it would do.
     *
     * @param current whether its object is still as it was when it was proposed; else approval finds it overtaken
     * @param differences before and after. @param history its steps, in their order
     */
    public record Detail(ProposalView view, boolean current, List<Difference> differences,
            List<ProposalEvent> history) {}
}
