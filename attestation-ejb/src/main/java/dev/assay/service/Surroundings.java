package dev.assay.service;

import java.time.Duration;

/**
 * Where the flow runs. @param node this server's name. @param draftPool drafts have their own, small ("Settled", Wire)
 */
record Surroundings(String node, ClockGuard clock, VerificationPool pool, VerificationPool draftPool) {
    static Surroundings of(String node, ClockGuard clock, int cores) {
        Duration patience = Duration.ofMillis(100);
        return new Surroundings(node, clock, new VerificationPool(cores, 64 * cores, patience),
                new VerificationPool(1, 8, patience));
    }
}
