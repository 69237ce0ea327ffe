package dev.assay.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so many verifications run at once and so many wait a little (DO-06); the caller's own thread does the work. */
final class VerificationPool {
    private final Semaphore places;
    private final int waiting;
    private final Duration patience;

    VerificationPool(int running, int waiting, Duration patience) {
        this.places = new Semaphore(running, true);
        this.waiting = waiting;
        this.patience = patience;
    }

    /** Empty where there was no place in time. */
    <T> Optional<T> run(Supplier<T> work) {
        if (!enter())
            return Optional.empty();
        try {
            return Optional.of(work.get());
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        if (places.tryAcquire())
            return true;
        if (places.getQueueLength() >= waiting)
            return false;
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
