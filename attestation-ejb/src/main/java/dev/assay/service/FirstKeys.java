package dev.assay.service;

import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes tenants' first keys, few at once. why: making one costs up to a second of a core, and anybody may ask for the
 * keys of a tenant that has none yet: those who ask for many must leave the cores to others, and wait on few threads.
 */
final class FirstKeys implements Consumer<KeyOwner> {
    private final Consumer<KeyOwner> maker;
    private final Semaphore places;
    private final AtomicInteger here = new AtomicInteger();
    private final int most;
    private final Duration patience;

    /** @param making how many are made at once. @param waiting how many more may wait, each for {@code patience} */
    FirstKeys(Consumer<KeyOwner> maker, int making, int waiting, Duration patience) {
        this.maker = maker;
        this.places = new Semaphore(making, true);
        this.most = making + waiting;
        this.patience = patience;
    }

    static FirstKeys on(int cores, Consumer<KeyOwner> maker) {
        int making = Math.max(1, cores / 2);
        return new FirstKeys(maker, making, 16 * making, Duration.ofSeconds(5));
    }

    /** @throws KeyUnavailableException where too many are being made: ask again */
    @Override
    public void accept(KeyOwner owner) {
        try {
            if (here.incrementAndGet() > most || !places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS))
                throw new KeyUnavailableException("too many first keys are asked for at once");
            try {
                maker.accept(owner);
            } finally {
                places.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KeyUnavailableException("interrupted while waiting for a first key", stopping);
        } finally {
            here.decrementAndGet();
        }
    }
}
