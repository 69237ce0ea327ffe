package dev.assay.approval;

/** What can be done to a proposal. */
public enum ProposalAct {
    APPROVE(ProposalState.APPROVED),
    REJECT(ProposalState.REJECTED),
    WITHDRAW(ProposalState.WITHDRAWN);

    private final ProposalState outcome;

    ProposalAct(ProposalState outcome) {
        this.outcome = outcome;
    }

    /** What a waiting proposal becomes by it. */
    public ProposalState outcome() {
        return outcome;
    }
}
