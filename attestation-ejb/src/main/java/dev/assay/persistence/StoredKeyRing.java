package dev.assay.persistence;

import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Signing keys from the database, opened once and kept in memory, apart for each tenant (TE-03). Where they stand is
 * read anew after two seconds, so that another node's rotation is noticed.
 */
public final class StoredKeyRing implements KeyRing {
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int ATTEMPTS = 4;
    /** Tenants; a shelf is some ten kilobytes, and there may be any number of tenants. */
    private static final int KEPT = 2_048;

    private final SigningKeyRows rows;
    private final Map<CustodyKind, Custody> custodies;
    private final Consumer<KeyOwner> first;
    private final LongSupplier nanos;
    private final Map<UUID, Shelf> shelves = recent(KEPT);

    /** A tenant's keys as last read, and those of them that were opened. */
    private record Shelf(long readAt, List<StoredKey> keys, List<PublishedKey> published,
            Map<String, SigningKey> open) {}

    /** @param first makes a tenant's first key, where no other node does */
    public StoredKeyRing(SigningKeyRows rows, Map<CustodyKind, Custody> custodies, Consumer<KeyOwner> first,
            LongSupplier nanos) {
        this.rows = rows;
        this.custodies = Map.copyOf(custodies);
        this.first = first;
        this.nanos = nanos;
    }

    /** So many entries, those used last; for any number of threads. */
    static <K, V> Map<K, V> recent(int kept) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > kept;
            }
        });
    }

    @Override
    public SigningKey active(KeyOwner owner, Instant expiry) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Shelf shelf = provided(owner);
            Optional<StoredKey> key = shelf.keys().stream().filter(StoredKey::active).findFirst();
            if (key.isPresent() && covered(owner, key.get(), expiry))
                return open(owner, shelf, key.get());
            shelves.remove(owner.tenant());
        }
        throw new KeyUnavailableException("the signing key of " + owner.issuer() + " changes while it is asked for");
    }

    @Override
    public List<PublishedKey> published(KeyOwner owner) {
        return provided(owner).published();
    }

    /** What was read of a tenant is read anew at the next call. */
    public void forget(UUID tenant) {
        shelves.remove(tenant);
    }

    /** Whether a token may end then: the row says so to whoever destroys the key, in whole hours with one to spare. */
    private boolean covered(KeyOwner owner, StoredKey key, Instant expiry) {
        if (!expiry.isAfter(key.facts().times().latestExpiry()))
            return true;
        rows.extend(owner.tenant(), key.kid(), expiry.truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS));
        return false;
    }

    private SigningKey open(KeyOwner owner, Shelf shelf, StoredKey key) {
        return shelf.open().computeIfAbsent(key.kid(),
                kid -> custody(key).open(owner.tenant(), key.published(), key.key()));
    }

    private Custody custody(StoredKey key) {
        // KM-07: no custody stands in for another.
        return Optional.ofNullable(custodies.get(key.facts().terms().custody())).orElseThrow(
                () -> new KeyUnavailableException(
                        "signing key " + key.kid() + " is in a custody that is not configured: "
                                + key.facts().terms().custody().wire()));
    }

    private Shelf provided(KeyOwner owner) {
        Shelf shelf = shelf(owner.tenant());
        if (shelf.keys().stream().anyMatch(StoredKey::active))
            return shelf;
        first.accept(owner);
        shelves.remove(owner.tenant());
        return shelf(owner.tenant());
    }

    private Shelf shelf(UUID tenant) {
        Shelf held = shelves.get(tenant);
        if (held != null && nanos.getAsLong() - held.readAt() < FRESH_NANOS)
            return held;
        long now = nanos.getAsLong();
        List<StoredKey> keys = rows.read(tenant);
        Shelf fresh = new Shelf(now, keys, keys.stream().map(StoredKey::published).toList(), kept(held, keys));
        shelves.put(tenant, fresh);
        return fresh;
    }

    /**
     * Opened keys outlive a new reading while their rows are active; a token is asked again, so that its loss is noticed
     * and its return too.
     */
    private static Map<String, SigningKey> kept(Shelf held, List<StoredKey> keys) {
        Map<String, SigningKey> open = new HashMap<>();
        if (held != null)
            keys.stream().filter(StoredKey::active).map(key -> held.open().get(key.kid()))
                    .filter(Objects::nonNull).filter(key -> key.provider().isEmpty())
                    .forEach(key -> open.put(key.kid(), key));
        return new ConcurrentHashMap<>(open);
    }
}
