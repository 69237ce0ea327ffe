package dev.assay.service;

import dev.assay.persistence.NewKey;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoredKey;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyStep;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.RotationRule;
import dev.assay.signing.SigningKey;
import java.time.Instant;
import java.util.Comparator;
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

    private final SigningKeyRows rows;
    private final Map<CustodyKind, Custody> custodies;
    private final RotationRule rule;
    private final String node;
    private final Supplier<Instant> clock;
    // why: making a key takes a second, and a new tenant's first requests arrive together.
    private final Lock[] makers = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    KeyKeeper(SigningKeyRows rows, KeyDesk.Plan plan, Supplier<Instant> clock) {
        this.rows = rows;
        this.custodies = Map.copyOf(plan.custodies());
        this.rule = plan.rule();
        this.node = plan.node();
        this.clock = clock;
    }

    /** Makes a tenant's first key where it has none. */
    void first(KeyOwner owner) {
        Lock maker = makers[Math.floorMod(owner.tenant().hashCode(), makers.length)];
        maker.lock();
        try {
            if (find(owner.tenant(), KeyState.ACTIVE).isEmpty() && store(owner, KeyState.ACTIVE, ours()))
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
     * one; or, revoking, a fresh key signs and every other is destroyed.
     *
     * @return false where another node changed the keys meanwhile; ask again
     * @throws KeyUnavailableException where no key can be made; then the old one goes on signing
     */
    boolean replace(KeyOwner owner, boolean revoke, KeyAct act) {
        Optional<KeyFacts> active = find(owner.tenant(), KeyState.ACTIVE);
        return active.isEmpty()
                ? store(owner, KeyState.ACTIVE, act)
                : replace(owner, active.get(), revoke, act);
    }

    private boolean replace(KeyOwner owner, KeyFacts active, boolean revoke, KeyAct act) {
        if (revoke)
            find(owner.tenant(), KeyState.NEXT).ifPresent(next -> revoke(owner.tenant(), next, act));
        if (find(owner.tenant(), KeyState.NEXT).isEmpty())
            store(owner, KeyState.NEXT, act);
        boolean replaced = find(owner.tenant(), KeyState.NEXT)
                .filter(next -> rows.handOver(owner.tenant(), active.kid(), next.kid(), act)).isPresent();
        if (replaced && revoke)
            // why all: a node that stopped here before left one to destroy, and who asks again means it too.
            all(owner.tenant(), KeyState.VERIFY_ONLY).forEach(old -> revoke(owner.tenant(), old, act));
        return replaced;
    }

    /**
     * The emergency for one key that was named before: another signs in its place, once, however often this is asked
     * and wherever it stopped.
     *
     * @param kid of the key that signed; empty: there was none
     * @return whether it signs no more and, revoking, it and every key before it are destroyed
     */
    boolean retire(KeyOwner owner, String kid, boolean revoke, KeyAct act) {
        Optional<KeyFacts> active = find(owner.tenant(), KeyState.ACTIVE);
        if (active.map(KeyFacts::kid).orElse("").equals(kid)
                && !(active.isEmpty() ? store(owner, KeyState.ACTIVE, act) : replace(owner, active.get(), revoke, act)))
            return false;
        if (revoke)
            revokeUpTo(owner.tenant(), kid, act);
        return true;
    }

    /** The one named last, so that it stands for what is left; keys that came after it were not asked about. */
    private void revokeUpTo(UUID tenant, String kid, KeyAct act) {
        List<KeyFacts> retired = all(tenant, KeyState.VERIFY_ONLY).stream()
                .sorted(Comparator.comparing(key -> key.times().retiredAt().orElseThrow())).toList();
        Optional<KeyFacts> named = retired.stream().filter(key -> key.kid().equals(kid)).findFirst();
        named.ifPresent(last -> {
            retired.stream().takeWhile(key -> !key.equals(last)).forEach(key -> revoke(tenant, key, act));
            revoke(tenant, last, act);
        });
    }

    /** Destroys every key of a tenant, for good (TE-07); how many there were. */
    int destroyAll(UUID tenant) {
        List<StoredKey> keys = rows.read(tenant);
        int destroyed = rows.destroyAll(tenant, ours());
        keys.forEach(key -> discard(tenant, key.kid(), key.facts().terms().custody()));
        return destroyed;
    }

    /** A key that is not destroyed, to be used. */
    SigningKey open(KeyOwner owner, StoredKey key) {
        return custody(key.facts().terms().custody()).open(owner.tenant(), key.published(), key.key());
    }

    private boolean take(KeyOwner owner, KeyStep step) {
        return switch (step) {
            case KeyStep.Publish() -> store(owner, KeyState.NEXT, ours());
            case KeyStep.Activate(String active, String next) -> rows.handOver(owner.tenant(), active, next, ours());
            case KeyStep.Destroy(String kid) -> rows.read(owner.tenant()).stream().map(StoredKey::facts)
                    .filter(key -> key.kid().equals(kid)).findFirst().filter(key -> destroy(owner.tenant(), key))
                    .isPresent();
        };
    }

    private boolean store(KeyOwner owner, KeyState state, KeyAct act) {
        CustodyKind kind = owner.terms().custody();
        Custody custody = custody(kind);
        SigningKey key = custody.make(owner, clock.get());
        boolean stored = false;
        try {
            stored = rows.insert(owner.tenant(), state,
                    new NewKey(key, kind, custody.wrapped(owner.tenant(), key), clock.get()), act);
        } finally {
            // Another node was first, or the database is down: the key is nobody's.
            if (!stored)
                discard(owner.tenant(), key.kid(), kind);
        }
        return stored;
    }

    private boolean destroy(UUID tenant, KeyFacts key) {
        boolean destroyed = rows.destroy(tenant, key.kid(), rule.expiredBefore(clock.get()), ours());
        if (destroyed)
            discard(tenant, key.kid(), key.terms().custody());
        return destroyed;
    }

    private void revoke(UUID tenant, KeyFacts key, KeyAct act) {
        if (rows.revoke(tenant, key.kid(), act))
            discard(tenant, key.kid(), key.terms().custody());
    }

    private KeyAct ours() {
        return KeyAct.byNode(node, clock.get());
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
        return all(tenant, state).stream().findFirst();
    }

    private List<KeyFacts> all(UUID tenant, KeyState state) {
        return rows.read(tenant).stream().map(StoredKey::facts).filter(key -> key.is(state)).toList();
    }

    private Custody custody(CustodyKind kind) {
        return Optional.ofNullable(custodies.get(kind)).orElseThrow(
                () -> new KeyUnavailableException("no custody of this kind is configured: " + kind.wire()));
    }
}
