package dev.assay.service;

import dev.assay.identity.IssuerKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The keys of one tenant's issuer as last found, and when it may be asked again. Instants are monotonic nanoseconds. */
final class IssuerShelf {
    /** From then on they are fetched anew beside the requests that use them. */
    private static final long AGED = Duration.ofMinutes(15).toNanos();
    /** As long an issuer may be out of reach; a key it withdrew counts no longer than this. */
    private static final long SPENT = Duration.ofHours(24).toNanos();
    private static final long PAUSE = Duration.ofSeconds(30).toNanos();
    private static final long PAUSE_WITHOUT = Duration.ofSeconds(5).toNanos();

    private Optional<IssuerKeys> keys = Optional.empty();
    private long found;
    private long asked;
    private boolean everAsked;
    private Optional<CompletableFuture<IssuerProbe>> flight = Optional.empty();

    /** Empty where none were found, or too long ago. */
    synchronized Optional<IssuerKeys> keys(long now) {
        return keys.filter(held -> now - found < SPENT);
    }

    synchronized boolean aged(long now) {
        return now - found >= AGED;
    }

    synchronized void put(IssuerKeys fresh, long now) {
        keys = Optional.of(fresh);
        found = now;
    }

    /** JW-03: the one flight under way, or a new one where the last began long enough ago. */
    synchronized Optional<CompletableFuture<IssuerProbe>> flight(long now,
            Supplier<Optional<CompletableFuture<IssuerProbe>>> start) {
        long pause = keys(now).isPresent() ? PAUSE : PAUSE_WITHOUT;
        if (flight.filter(one -> !one.isDone()).isPresent())
            return flight;
        if (everAsked && now - asked < pause)
            return Optional.empty();
        flight = start.get();
        everAsked |= flight.isPresent();
        asked = flight.isPresent() ? now : asked;
        return flight;
    }
}
