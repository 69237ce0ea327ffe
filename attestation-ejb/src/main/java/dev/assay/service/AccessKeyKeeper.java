package dev.assay.service;

import dev.assay.identity.AccessTokens;
import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.persistence.LeaseRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes, replaces and destroys the keys of access tokens (KM-03). No key is announced: those who verify are we. */
record AccessKeyKeeper(AccessKeyRows rows, AccessKeyCustody custody, AccessKeyRing ring) {
    private static final String JOB = "access-key-rotation";
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** Of tokens another node signs before it reads that the key was replaced. */
    private static final Duration LATE = Duration.ofSeconds(60);
    /** How long a replaced key verifies: its last token's life, clocks apart, and late signers. */
    static final Duration OVERLAP = AccessTokens.LIFETIME.plus(AccessTokens.SKEW).plus(LATE);

    /** What a rotation came to. @param others until when the keys before it verify */
    record Replaced(String kid, Instant others) {}

    /** On first start; where another node was first, that one's is what counts. */
    void first(String node, Instant at) {
        if (rows.read().isEmpty())
            rows.claim(custody.make(at), AdministrativeAct.ofNode(Operation.CREATE, node, at));
        ring.active();
    }

    /**
     * Puts another key in use.
     *
     * @param revoke the keys before it verify no more from now on: every access token issued so far ends
     * @return empty where another node did it meanwhile
     */
    Optional<Replaced> replace(AccessKeyRing.Active now, boolean revoke, AdministrativeAct act) {
        AccessKeyRows.Stored fresh = custody.make(act.at());
        Instant until = revoke ? act.at() : act.at().plus(OVERLAP);
        boolean replaced = rows.replace(now.kid(), fresh, until, act);
        ring.latest();
        return replaced ? Optional.of(new Replaced(fresh.kid(), until)) : Optional.empty();
    }

    /** Takes the steps that are due, by the node that holds the lease; how many. @param period how long a key signs */
    int tend(LeaseRows leases, Duration period, String node, Instant at) {
        if (!leases.take(JOB, node, LEASE))
            return 0;
        AccessKeyRing.Active now = ring.latest();
        boolean due = !at.isBefore(now.since().plus(period));
        int replaced = due
                && replace(now, false, AdministrativeAct.ofNode(Operation.ROTATE, node, at)).isPresent() ? 1 : 0;
        return replaced + rows.destroyDue(AdministrativeAct.ofNode(Operation.DESTROY, node, at));
    }
}
