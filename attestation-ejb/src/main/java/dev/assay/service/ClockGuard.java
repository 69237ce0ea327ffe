package dev.assay.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The service's one clock, and whether it can be believed (CO-09): unsound once it stands more than 5 s behind where the
 * monotonic clock says it should be, or more than 60 s from the database's.
 */
final class ClockGuard {
    private static final Duration STEP_BACK = Duration.ofSeconds(5);
    private static final Duration APART = Duration.ofSeconds(60);

    private final Clock clock;
    private final LongSupplier nanos;
    private final Instant startedAt;
    private final long startedNanos;
    private volatile Duration fromDatabase = Duration.ZERO;

    ClockGuard(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.startedAt = clock.instant();
        this.startedNanos = nanos.getAsLong();
    }

    Instant now() {
        return clock.instant();
    }

    Clock clock() {
        return clock;
    }

    long nanos() {
        return nanos.getAsLong();
    }

    Instant startedAt() {
        return startedAt;
    }

    void compare(Instant database) {
        fromDatabase = Duration.between(database, clock.instant()).abs();
    }

    boolean sound() {
        Instant expected = startedAt.plusNanos(nanos.getAsLong() - startedNanos);
        return !clock.instant().isBefore(expected.minus(STEP_BACK)) && fromDatabase.compareTo(APART) <= 0;
    }
}
