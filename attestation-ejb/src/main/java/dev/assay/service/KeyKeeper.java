package dev.assay.service;

import dev.assay.persistence.NewKey;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoredKey;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyStep;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.RotationRule;
import dev.assay.signing.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes signing keys through their life. Each step is one change of one tenant's rows that names the state it found, so
 * that any number of nodes may work at once and any may stop between steps (KM-03).
 */
final class KeyKeeper {
    private static final System.Logger LOG = System.getLogger(KeyKeeper.class.getName());

    /** Later than any token ends. */
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final SigningKeyRows rows;
    private final Map<CustodyKind, Custody> custodies;
    private final RotationRule rule;
    private final Supplier<Instant> clock;
    // why: making a key takes a second, and a new tenant's first requests arrive together.
    private final Lock[] makers = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    KeyKeeper(SigningKeyRows rows, Map<CustodyKind, Custody> custodies, RotationRule rule, Supplier<Instant> clock) {
        this.rows = rows;
        this.custodies = Map.copyOf(custodies);
        this.rule = rule;
        this.clock = clock;
    }

    /** Makes a tenant's first key where it has none. */
    void first(KeyOwner owner) {
        Lock maker = makers[Math.floorMod(owner.tenant().hashCode(), makers.length)];
        maker.lock();
        try {
            if (find(owner.tenant(), KeyState.ACTIVE).isEmpty() && store(owner, KeyState.ACTIVE))
                LOG.log(System.Logger.Level.INFO, "first signing key of {0} made", owner.issuer());
        } finally {
            maker.unlock();
        }
    }

    /** Takes the steps that are due; how many this node took. */
    int tend(KeyOwner owner) {
        List<KeyFacts> keys = rows.read(owner.tenant()).stream().map(StoredKey::facts).toList();
        int taken = 0;
        for (KeyStep step : rule.due(keys, owner.terms(), clock.get())) {
            if (take(owner, step)) {
                LOG.log(System.Logger.Level.INFO, "signing keys of {0}: {1}", owner.issuer(), step);
                taken++;
            }
        }
        return taken;
    }

    /**
     * Emergency: another key signs at once. The old one is kept for verification, and the next one used where there is
     * one; or, revoking, both are destroyed and a fresh key signs.
     *
     * @return false where another node changed the keys meanwhile; ask again
     */
    boolean replace(KeyOwner owner, boolean revoke) {
        Optional<KeyFacts> active = find(owner.tenant(), KeyState.ACTIVE);
        return active.isEmpty() ? store(owner, KeyState.ACTIVE) : replace(owner, active.get(), revoke);
    }

    private boolean replace(KeyOwner owner, KeyFacts active, boolean revoke) {
        if (revoke)
            find(owner.tenant(), KeyState.NEXT).ifPresent(next -> destroy(owner.tenant(), next, EVER));
        if (find(owner.tenant(), KeyState.NEXT).isEmpty())
            store(owner, KeyState.NEXT);
        boolean replaced = find(owner.tenant(), KeyState.NEXT)
                .filter(next -> rows.handOver(owner.tenant(), active.kid(), next.kid(), clock.get())).isPresent();
        if (replaced && revoke)
            destroy(owner.tenant(), active, EVER);
        return replaced;
    }

    /**
     * The emergency for one key that was named before: another signs in its place, once, however often this is asked
     * and wherever it stopped.
     *
     * @param kid of the key that signed; empty: there was none
     * @return whether it signs no more and, revoking, is destroyed
     */
    boolean retire(KeyOwner owner, String kid, boolean revoke) {
        Optional<KeyFacts> active = find(owner.tenant(), KeyState.ACTIVE);
        if (active.map(KeyFacts::kid).orElse("").equals(kid)
                && !(active.isEmpty() ? store(owner, KeyState.ACTIVE) : replace(owner, active.get(), revoke)))
            return false;
        return !revoke || find(owner.tenant(), KeyState.VERIFY_ONLY, kid)
                .filter(key -> !destroy(owner.tenant(), key, EVER)).isEmpty();
    }

    /** Destroys every key of a tenant, for good (TE-07); how many there were. */
    int destroyAll(UUID tenant) {
        List<StoredKey> keys = rows.read(tenant);
        int destroyed = rows.destroyAll(tenant);
        keys.forEach(key -> discard(tenant, key.kid(), key.facts().terms().custody()));
        return destroyed;
    }

    /** A key that is not destroyed, to be used. */
    SigningKey open(KeyOwner owner, StoredKey key) {
        return custody(key.facts().terms().custody()).open(owner.tenant(), key.published(), key.key());
    }

    private boolean take(KeyOwner owner, KeyStep step) {
        return switch (step) {
            case KeyStep.Publish() -> store(owner, KeyState.NEXT);
            case KeyStep.Activate(String active, String next) -> rows.handOver(owner.tenant(), active, next,
                    clock.get());
            case KeyStep.Destroy(String kid) -> rows.read(owner.tenant()).stream().map(StoredKey::facts)
                    .filter(key -> key.kid().equals(kid)).findFirst()
                    .filter(key -> destroy(owner.tenant(), key, rule.expiredBefore(clock.get()))).isPresent();
        };
    }

    private boolean store(KeyOwner owner, KeyState state) {
        CustodyKind kind = owner.terms().custody();
        Custody custody = custody(kind);
        SigningKey key = custody.make(owner, clock.get());
        boolean stored = false;
        try {
            stored = rows.insert(owner.tenant(), state,
                    new NewKey(key, kind, custody.wrapped(owner.tenant(), key), clock.get()));
        } finally {
            // Another node was first, or the database is down: the key is nobody's.
            if (!stored)
                discard(owner.tenant(), key.kid(), kind);
        }
        return stored;
    }

    private boolean destroy(UUID tenant, KeyFacts key, Instant expiredBefore) {
        boolean destroyed = rows.destroy(tenant, key.kid(), expiredBefore);
        if (destroyed)
            discard(tenant, key.kid(), key.terms().custody());
        return destroyed;
    }

    /** The row is gone first, so that nothing refers to a key that is not there. */
    private void discard(UUID tenant, String kid, CustodyKind kind) {
        try {
            custody(kind).destroy(tenant, kid);
        } catch (KeyUnavailableException out) {
            LOG.log(System.Logger.Level.ERROR, "signing key {0} is out of use, and still in its token: {1}", kid,
                    out.getMessage());
        }
    }

    private Optional<KeyFacts> find(UUID tenant, KeyState state) {
        return rows.read(tenant).stream().map(StoredKey::facts).filter(key -> key.is(state)).findFirst();
    }

    private Optional<KeyFacts> find(UUID tenant, KeyState state, String kid) {
        return rows.read(tenant).stream().map(StoredKey::facts).filter(key -> key.is(state) && key.kid().equals(kid))
                .findFirst();
    }

    private Custody custody(CustodyKind kind) {
        return Optional.ofNullable(custodies.get(kind)).orElseThrow(
                () -> new KeyUnavailableException("no custody of this kind is configured: " + kind.wire()));
    }
}
