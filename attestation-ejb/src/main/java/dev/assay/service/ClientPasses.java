package dev.assay.service;

import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Whether the client of an access token still stands as it did when the token was issued. What was read counts for two
 * seconds, so a change made on another node holds after that; one made on this node holds at once. A refusal never rests
 * on what is kept: it is read anew, so that a client changed a moment ago is not turned away.
 */
final class ClientPasses {
    // why kept at all: 0.3 µs a call instead of three statements, 0.2 ms beside the database (measured on two cores).
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int KEPT = 16_384;

    private final Function<ClientId, Optional<Client.Standing>> rows;
    private final LongSupplier nanos;
    private final Recent<ClientId, Seen> seen = new Recent<>(KEPT);

    private record Seen(Optional<Client.Standing> standing, long readAt) {
        boolean admits(UUID epoch, Instant at) {
            return standing.filter(now -> now.admits(epoch, at)).isPresent();
        }
    }

    ClientPasses(Function<ClientId, Optional<Client.Standing>> rows, LongSupplier nanos) {
        this.rows = rows;
        this.nanos = nanos;
    }

    boolean admits(ClientId id, UUID epoch, Instant at) {
        Optional<Seen> kept = seen.get(id).filter(it -> nanos.getAsLong() - it.readAt() < FRESH_NANOS);
        return kept.filter(it -> it.admits(epoch, at)).isPresent() || read(id).admits(epoch, at);
    }

    /** What was read of the client is read anew at the next call. */
    void forget(ClientId id) {
        seen.put(id, new Seen(Optional.empty(), nanos.getAsLong()));
    }

    private Seen read(ClientId id) {
        long now = nanos.getAsLong();
        Seen fresh = new Seen(rows.apply(id), now);
        seen.put(id, fresh);
        return fresh;
    }
}
