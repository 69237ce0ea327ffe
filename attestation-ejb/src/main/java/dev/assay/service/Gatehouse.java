package dev.assay.service;

import dev.assay.identity.AccessTokens;
import dev.assay.identity.Caller;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.TokenRefusedException;
import dev.assay.limits.TokenBuckets;
import dev.assay.limits.TrustedProxies;
import dev.assay.persistence.ClientRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gives access tokens to clients that show their secret, so many at a time: each costs two key derivations. Believes
 * those tokens while their clients stand.
 */
final class Gatehouse {
    private static final int KEPT = 65_536;
    private static final int PER_SECOND = 5;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final AccessTokens tokens;
    private final AccessKeyKeeper keeper;
    private final ClientRows clients;
    private final ClientPasses passes;
    private final ClockGuard clock;
    private final TokenBuckets sources = new TokenBuckets(KEPT);
    private final Semaphore desks = new Semaphore(AT_ONCE);

    Gatehouse(AccessTokens tokens, AccessKeyKeeper keeper, ClientRows clients, ClockGuard clock) {
        this.tokens = tokens;
        this.keeper = keeper;
        this.clients = clients;
        this.passes = new ClientPasses(clients::standing, clock::nanos);
        this.clock = clock;
    }

    AccessTokens tokens() {
        return tokens;
    }

    AccessKeyKeeper keeper() {
        return keeper;
    }

    Instant now() {
        return clock.now();
    }

    /** A client was changed: what is known of it here is read anew. */
    void forget(ClientId client) {
        passes.forget(client);
    }

    /**
     * Whom an access token of ours is of, while its client stands as it did when the token was issued.
     *
     * @throws TokenRefusedException where it is none that counts now
     */
    Caller identify(String token) {
        Instant now = clock.now();
        AccessTokens.Presented presented = tokens.verify(token, now, kid -> keeper.ring().named(kid, now));
        if (!passes.admits(presented.client(), presented.epoch(), now))
            throw new TokenRefusedException("its client is gone, disabled, expired or changed since, or its tenant is"
                    + " not in force");
        return presented.caller();
    }

    AccessAnswer grant(String clientId, String secret, String source) {
        Duration wait = sources.take(TrustedProxies.source(source), PER_SECOND, clock.nanos());
        if (!wait.isZero())
            return new AccessAnswer.TooOften(wait);
        if (!seated())
            return new AccessAnswer.TooOften(BUSY);
        try {
            return judged(ClientId.parse(clientId), secret);
        } finally {
            desks.release();
        }
    }

    /** Waits a second at most, and in a short line, so that requests for tokens never hold the server's threads. */
    private boolean seated() {
        try {
            return desks.getQueueLength() < WAITING && desks.tryAcquire(BUSY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AccessAnswer judged(Optional<ClientId> id, String secret) {
        Optional<Client> client = id.flatMap(clients::read);
        Instant now = clock.now();
        if (!Client.admits(client, secret, now))
            return new AccessAnswer.Refused();
        clients.used(client.orElseThrow().id(), now);
        return new AccessAnswer.Granted(tokens.issue(keeper.ring().active(), client.get(), now),
                AccessTokens.LIFETIME);
    }
}
