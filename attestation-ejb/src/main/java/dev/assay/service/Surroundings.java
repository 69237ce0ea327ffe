package dev.assay.service;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Where the flow runs. @param node this server's name. @param draftPool drafts have their own, small ("Settled", Wire)
 *
 * @param known whether a tenant of that name was seen here
 */
record Surroundings(String node, ClockGuard clock, VerificationPool pool, VerificationPool draftPool,
        Predicate<String> known) {
    /** why four to a core: what has its turn waits for the database and for the audit record's commit in between. */
    private static final int TURNS_PER_CORE = 4;
    /** Each waits on a thread of the server's; the launcher gives it 256 beside those at work. */
    private static final int WAITING = 128;
    /** No tenant's name. */
    private static final String STRANGERS = "?";

    static Surroundings of(String node, ClockGuard clock, int cores, Predicate<String> known) {
        Duration patience = Duration.ofSeconds(1);
        return new Surroundings(node, clock, new VerificationPool(TURNS_PER_CORE * cores, WAITING, patience),
                new VerificationPool(1, 8, patience), known);
    }

    /** Whose turn a call takes. why: names that are made up would each have a turn of their own. */
    String queue(String tenant) {
        return known.test(tenant) ? tenant : STRANGERS;
    }

    /** Whether an attest call of the tenant would be refused for want of room now. */
    boolean full(String tenant) {
        return pool.full(queue(tenant));
    }
}
