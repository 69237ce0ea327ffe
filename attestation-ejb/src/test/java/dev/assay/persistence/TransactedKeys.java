package dev.assay.persistence;

import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyState;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Signing keys' rows as the container hands them out: each call a transaction of its own. */
public final class TransactedKeys extends SigningKeyRows {
    /** How often rows were read. */
    public final AtomicInteger reads = new AtomicInteger();

    @Override
    public List<StoredKey> read(UUID tenant) {
        reads.incrementAndGet();
        return in(rows -> rows.read(tenant));
    }

    @Override
    public boolean insert(UUID tenant, KeyState state, NewKey key, KeyAct act) {
        return in(rows -> rows.insert(tenant, state, key, act));
    }

    @Override
    public boolean handOver(UUID tenant, String active, String next, KeyAct act) {
        return in(rows -> rows.handOver(tenant, active, next, act));
    }

    @Override
    public boolean extend(UUID tenant, String kid, Instant latestExpiry) {
        return in(rows -> rows.extend(tenant, kid, latestExpiry));
    }

    @Override
    public boolean destroy(UUID tenant, String kid, Instant expiredBefore, KeyAct act) {
        return in(rows -> rows.destroy(tenant, kid, expiredBefore, act));
    }

    @Override
    public int destroyAll(UUID tenant, KeyAct act) {
        return in(rows -> rows.destroyAll(tenant, act));
    }

    @Override
    public boolean certify(UUID tenant, String kid, List<X509Certificate> chain, KeyAct act) {
        return in(rows -> rows.certify(tenant, kid, chain, act));
    }

    @Override
    public boolean revoke(UUID tenant, String kid, KeyAct act) {
        return in(rows -> rows.revoke(tenant, kid, act));
    }

    @Override
    public boolean requested(UUID tenant, String kid, KeyAct act) {
        return in(rows -> rows.requested(tenant, kid, act));
    }

    @Override
    public List<String> due(DueBefore before, String afterName) {
        return in(rows -> rows.due(before, afterName));
    }

    private static <T> T in(Function<SigningKeyRows, T> work) {
        return TestDatabase.transaction(entities -> work.apply(TestDatabase.keys(entities)));
    }
}
