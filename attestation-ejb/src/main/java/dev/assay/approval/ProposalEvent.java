package dev.assay.approval;

import java.time.Instant;
import java.util.Locale;

/**
 * One step of a proposal, stored in the transaction that takes it.
 *
 * @param note why, where the person said. @param traceId W3C trace id of the call; empty: by the clock
 */
public record ProposalEvent(Operation operation, Person by, String note, String traceId, Instant at) {
    /** What was done. */
    public enum Operation {
        PROPOSE,
        APPROVE,
        APPLY,
        REJECT,
        WITHDRAW,
        EXPIRE,
        OVERTAKE;

        /** Lower case, as in tables and answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Operation named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
