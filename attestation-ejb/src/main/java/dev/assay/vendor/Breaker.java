package dev.assay.vendor;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares a source that keeps failing, and those who would wait for it (CO-06): after five failures in a row it is not
 * asked for 30 s, then by one caller, whose luck decides.
 */
final class Breaker {
    private static final int FAILURES = 5;
    private static final long REST_NANOS = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanos;
    private int failures;
    private long restsUntil;

    /** @param nanos a monotonic clock, nanoseconds */
    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @throws SourceException while the source is spared */
    synchronized void admit() {
        if (failures < FAILURES)
            return;
        long left = restsUntil - nanos.getAsLong();
        if (left > 0)
            throw new SourceException("failed %d times in a row and is not asked for another %d s".formatted(failures,
                    Math.max(1, Duration.ofNanos(left).toSeconds())));
        restsUntil = nanos.getAsLong() + REST_NANOS; // the others wait for this one's luck
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed() {
        if (++failures >= FAILURES)
            restsUntil = nanos.getAsLong() + REST_NANOS;
    }
}
