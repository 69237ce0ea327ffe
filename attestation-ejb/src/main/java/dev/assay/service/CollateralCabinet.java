package dev.assay.service;

import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.CollateralSource;
import dev.assay.persistence.ArchivedDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Collateral at hand: memory, then the database, then the source. One flight for each key of an anchor set; a request
 * waits 3 s at most while the flight goes on; what was not found is not sought again for a minute (CO-10). A document
 * past its next update is fetched anew; where that fails the old one is handed out, for the core to judge its dates.
 */
final class CollateralCabinet implements CollateralSource {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration NEGATIVE = Duration.ofSeconds(60);
    private static final System.Logger LOG = System.getLogger(CollateralCabinet.class.getName());

    private final Map<Slot, Shelved> shelves = new ConcurrentHashMap<>();
    private final Map<Slot, CompletableFuture<Shelved>> flights = new ConcurrentHashMap<>();
    private final Bringer bringer;
    private final MissBudget budget;
    private final Executor executor;
    private final Clock clock;

    /** Anchor sets never share anything (TE-03). */
    private record Slot(String anchors, CollateralKey key) {}

    /**
     * @param document empty where there is none
     * @param until when it is to be sought anew
     * @param why there is none
     */
    private record Shelved(Optional<CollateralDocument> document, Instant until, String why) {}

    /** Looks for one document, however long that takes; never throws for what is missing. */
    @FunctionalInterface
    interface Bringer {
        Supply.Delivery bring(AnchorSet anchors, CollateralKey key, Instant at);
    }

    CollateralCabinet(Bringer bringer, Executor executor, Clock clock) {
        this.bringer = bringer;
        this.budget = new MissBudget(60, Duration.ofMinutes(1));
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public CollateralSet find(AnchorSet anchors, Set<CollateralKey> keys) {
        Instant at = clock.instant();
        Map<CollateralKey, CompletableFuture<Shelved>> sought = new HashMap<>();
        for (CollateralKey key : keys) {
            sought.put(key, seek(anchors, key, at));
        }
        Map<CollateralKey, CollateralDocument> documents = new HashMap<>();
        Map<CollateralKey, String> absent = new HashMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        sought.forEach((key, flight) -> {
            Shelved shelved = await(new Slot(anchors.name(), key), flight, deadline);
            shelved.document().ifPresentOrElse(found -> documents.put(key, found),
                    () -> absent.put(key, shelved.why()));
        });
        return new CollateralSet(documents, absent);
    }

    private CompletableFuture<Shelved> seek(AnchorSet anchors, CollateralKey key, Instant at) {
        Slot slot = new Slot(anchors.name(), key);
        Shelved shelved = shelves.get(slot);
        if (shelved != null && at.isBefore(shelved.until()))
            return CompletableFuture.completedFuture(shelved);
        // why: an expired document is known to exist; only keys never found can be made up at will.
        boolean known = shelved != null && shelved.document().isPresent();
        if (!known && !flights.containsKey(slot) && !budget.take(anchors.name(), at))
            return CompletableFuture.completedFuture(absent(at, "too many documents were asked for in a short time"));
        CompletableFuture<Shelved> flight = new CompletableFuture<>();
        CompletableFuture<Shelved> other = flights.putIfAbsent(slot, flight);
        if (other != null)
            return other;
        // why: a flight that landed between the two looks above has shelved what it found; one is enough.
        Shelved landed = shelves.get(slot);
        if (landed != null && at.isBefore(landed.until())) {
            flights.remove(slot, flight);
            flight.complete(landed);
        } else {
            launch(anchors, slot, flight);
        }
        return flight;
    }

    private void launch(AnchorSet anchors, Slot slot, CompletableFuture<Shelved> flight) {
        try {
            executor.execute(() -> fly(anchors, slot, flight));
        } catch (RuntimeException refused) {
            flights.remove(slot, flight);
            flight.complete(absent(clock.instant(), "the service is busy"));
        }
    }

    private void fly(AnchorSet anchors, Slot slot, CompletableFuture<Shelved> flight) {
        Shelved found;
        try {
            found = bring(anchors, slot);
        } catch (RuntimeException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "collateral {0} {1} of {2}: {3}", slot.key().kind(),
                    slot.key().subject(), slot.anchors(), unexpected.toString());
            found = absent(clock.instant(), "the service could not look for it");
        }
        shelves.put(slot, found);
        flights.remove(slot, flight);
        flight.complete(found);
    }

    private Shelved bring(AnchorSet anchors, Slot slot) {
        Instant at = clock.instant();
        Supply.Delivery delivery = bringer.bring(anchors, slot.key(), at);
        if (delivery.document().isEmpty())
            return stale(slot).map(document -> new Shelved(Optional.of(document), at.plus(NEGATIVE), ""))
                    .orElseGet(() -> absent(at, delivery.why()));
        ArchivedDocument document = delivery.document().get();
        Instant until = document.dates().nextUpdate();
        return new Shelved(Optional.of(document.document()), until.isAfter(at) ? until : at.plus(NEGATIVE), "");
    }

    private Optional<CollateralDocument> stale(Slot slot) {
        return Optional.ofNullable(shelves.get(slot)).flatMap(Shelved::document);
    }

    private Shelved await(Slot slot, CompletableFuture<Shelved> flight, long deadline) {
        try {
            return flight.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            String why = "its source did not answer within " + PATIENCE.toSeconds() + " s";
            return new Shelved(stale(slot), Instant.EPOCH, why);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a flight ended without a result", impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Shelved(Optional.empty(), Instant.EPOCH, "the service is stopping");
        }
    }

    private static Shelved absent(Instant at, String why) {
        return new Shelved(Optional.empty(), at.plus(NEGATIVE), why);
    }
}
