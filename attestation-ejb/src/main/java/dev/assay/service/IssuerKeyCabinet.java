package dev.assay.service;

import dev.assay.bytes.MalformedException;
import dev.assay.identity.IssuerKeys;
import dev.assay.identity.TrustedIssuer;
import dev.assay.vendor.OidcClient;
import dev.assay.vendor.SourceException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The keys of the issuers tenants trust: as last found, for a day at most; fetched by other threads than those that ask,
 * once for all who wait, and not again for a while whatever tokens say (AU-03, JW-03).
 */
final class IssuerKeyCabinet {
    private static final System.Logger LOG = System.getLogger(IssuerKeyCabinet.class.getName());
    private static final int KEPT = 4096;
    private static final int WAITING = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STRETCH = Duration.ofSeconds(30);
    private static final int FETCHES = 20;

    private final Source source;
    private final Executor threads;
    private final ClockGuard clock;
    private final Recent<Place, IssuerShelf> shelves = new Recent<>(KEPT);
    private final MissBudget budget = new MissBudget(FETCHES, STRETCH);
    private final Semaphore waiting = new Semaphore(WAITING);

    /** TE-03: the tenant is part of the key, and so is everything that chooses what is fetched. */
    private record Place(UUID tenant, String url, Optional<String> keySet) {}

    /** Where metadata and key sets come from. */
    @FunctionalInterface
    interface Source {
        /** @throws SourceException where they cannot be had */
        OidcClient.Found fetch(String issuer, Optional<String> keySet);
    }

    IssuerKeyCabinet(Source source, Executor threads, ClockGuard clock) {
        this.source = source;
        this.threads = threads;
        this.clock = clock;
    }

    /** The newest there are, asked for anew where that name is not among them; empty where there are none. */
    Optional<IssuerKeys> find(UUID tenant, TrustedIssuer issuer, String kid) {
        IssuerShelf shelf = shelf(tenant, issuer);
        long now = clock.nanos();
        Optional<IssuerKeys> held = shelf.keys(now);
        boolean known = held.filter(keys -> keys.has(kid)).isPresent();
        if (known && !shelf.aged(now))
            return held;
        var flight = shelf.flight(now, () -> start(tenant, issuer, shelf));
        if (known)
            return held; // what is being fetched is for those who come next
        flight.ifPresent(this::await);
        return shelf.keys(clock.nanos());
    }

    /** Asks the issuer now, for a person who wants to know. */
    IssuerProbe probe(UUID tenant, TrustedIssuer issuer) {
        return start(tenant, issuer, shelf(tenant, issuer)).map(this::await)
                .orElseGet(() -> new IssuerProbe.TooOften(STRETCH));
    }

    private IssuerShelf shelf(UUID tenant, TrustedIssuer issuer) {
        Place place = new Place(tenant, issuer.url(), issuer.keySet());
        synchronized (shelves) {
            return shelves.get(place).orElseGet(() -> {
                IssuerShelf empty = new IssuerShelf();
                shelves.put(place, empty);
                return empty;
            });
        }
    }

    /** Empty where the tenant had its share of fetches, or as many are under way as there may be. */
    private Optional<CompletableFuture<IssuerProbe>> start(UUID tenant, TrustedIssuer issuer, IssuerShelf shelf) {
        if (!budget.take(tenant.toString(), clock.now()))
            return Optional.empty();
        try {
            return Optional.of(CompletableFuture.supplyAsync(() -> fetch(issuer, shelf), threads));
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        }
    }

    private IssuerProbe fetch(TrustedIssuer issuer, IssuerShelf shelf) {
        try {
            OidcClient.Found found = source.fetch(issuer.url(), issuer.keySet());
            IssuerKeys keys = IssuerKeys.read(found.keys());
            shelf.put(keys, clock.nanos());
            return new IssuerProbe.Found(found.keySet(), keys);
        } catch (SourceException | MalformedException failed) {
            LOG.log(System.Logger.Level.WARNING, "issuer {0}: {1}", issuer.url(), failed.getMessage());
            return new IssuerProbe.Not(failed instanceof SourceException ? failed.getMessage() : "sent no key set");
        }
    }

    /** For 3 s at most, and so many at once: requests wait for an issuer, the server does not. */
    private IssuerProbe await(CompletableFuture<IssuerProbe> flight) {
        if (!waiting.tryAcquire())
            return new IssuerProbe.Not("is waited for by many already");
        try {
            return flight.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new IssuerProbe.Not("did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException failed) {
            LOG.log(System.Logger.Level.ERROR, "an issuer's keys were not fetched", failed.getCause());
            return new IssuerProbe.Not("could not be asked");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new IssuerProbe.Not("was not waited for: the service is stopping");
        } finally {
            waiting.release();
        }
    }
}
