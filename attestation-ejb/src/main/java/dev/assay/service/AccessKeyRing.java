package dev.assay.service;

import dev.assay.identity.AccessTokenKey;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.signing.KeyUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keys of access tokens from the database, opened once and kept in memory. Where they stand is read anew after two
 * seconds, and at once for a key not known here: another node may have made it a moment ago.
 */
final class AccessKeyRing {
    private static final System.Logger LOG = System.getLogger(AccessKeyRing.class.getName());
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final Supplier<List<AccessKeyRows.Stored>> rows;
    private final AccessKeyCustody custody;
    private final LongSupplier nanos;
    private final Object reading = new Object();
    private volatile Shelf shelf = new Shelf(0, List.of(), List.of());
    private volatile boolean read;

    /** @param until empty while it signs */
    private record Held(AccessTokenKey key, Instant since, Optional<Instant> until) {
        boolean verifies(Instant at) {
            return until.filter(end -> !at.isBefore(end)).isEmpty();
        }
    }

    private record Shelf(long readAt, List<Held> keys, List<String> refusals) {
        Optional<AccessTokenKey> named(String kid, Instant at) {
            return keys.stream().filter(held -> held.key().kid().equals(kid) && held.verifies(at)).map(Held::key)
                    .findFirst();
        }
    }

    /** @param kid of the key that signs. @param since when it began to */
    record Active(String kid, Instant since) {}

    AccessKeyRing(Supplier<List<AccessKeyRows.Stored>> rows, AccessKeyCustody custody, LongSupplier nanos) {
        this.rows = rows;
        this.custody = custody;
        this.nanos = nanos;
    }

    /** @throws KeyUnavailableException where there is none that opens */
    AccessTokenKey active() {
        return signing(after(nanos.getAsLong() - FRESH_NANOS)).key();
    }

    /** Read anew, for whoever is about to put another in its place. */
    Active latest() {
        Held now = signing(after(nanos.getAsLong()));
        return new Active(now.key().kid(), now.since());
    }

    /** A key whose tokens count; empty where it is none of ours, or counts no more. */
    Optional<AccessTokenKey> named(String kid, Instant at) {
        return after(nanos.getAsLong() - FRESH_NANOS).named(kid, at)
                .or(() -> after(nanos.getAsLong()).named(kid, at));
    }

    private static Held signing(Shelf shelf) {
        return shelf.keys().stream().filter(held -> held.until().isEmpty()).findFirst()
                .orElseThrow(() -> new KeyUnavailableException("no key for access tokens opens: "
                        + shelf.refusals().stream().findFirst().orElse("there is none")));
    }

    /** As read after that moment. why a lock: of callers with keys unknown, one reads for all that wait. */
    private Shelf after(long moment) {
        if (read && shelf.readAt() - moment > 0)
            return shelf;
        synchronized (reading) {
            if (!read || shelf.readAt() - moment <= 0) {
                long now = nanos.getAsLong();
                List<String> refusals = new ArrayList<>();
                List<Held> keys = rows.get().stream().flatMap(row -> held(row, refusals)).toList();
                shelf = new Shelf(now, keys, List.copyOf(refusals));
                read = true;
            }
            return shelf;
        }
    }

    /** why no failure of all: a row that somebody altered ends its own key and no other. */
    private Stream<Held> held(AccessKeyRows.Stored row, List<String> refusals) {
        try {
            AccessTokenKey key = shelf.keys().stream().map(Held::key).filter(it -> it.kid().equals(row.kid()))
                    .findFirst().orElseGet(() -> custody.open(row));
            return Stream.of(new Held(key, row.activatedAt(), row.verifyUntil()));
        } catch (KeyUnavailableException refused) {
            LOG.log(System.Logger.Level.ERROR, "access token key {0}: {1}", row.kid(), refused.getMessage());
            refusals.add(refused.getMessage());
            return Stream.empty();
        }
    }
}
