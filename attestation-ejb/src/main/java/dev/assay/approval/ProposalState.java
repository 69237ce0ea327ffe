package dev.assay.approval;

import java.util.Locale;

/** Where a proposal stands. */
public enum ProposalState {
    /** For a second person. */
    WAITING,
    /** Approved, and being carried out: what takes more than one transaction. */
    APPROVED,
    /** In force. */
    APPLIED,
    REJECTED,
    /** By whoever proposed it. */
    WITHDRAWN,
    /** Nobody decided in time. */
    EXPIRED,
    /** Its object was changed meanwhile, so that it would not do what was proposed. */
    OVERTAKEN;

    /** Lower case, as in tables and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ProposalState named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
