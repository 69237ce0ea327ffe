package dev.assay.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many verifications run at once and so many wait a little (DO-06); the caller's own thread does the work. A
 * place that comes free goes to the tenants in turn, and no tenant fills more than half of the queue, so that one that
 * asks for much waits for itself (TE-06).
 */
final class VerificationPool {
    private final int waiting;
    private final Duration patience;
    private final Map<String, Deque<CountDownLatch>> queues = new LinkedHashMap<>();
    private int free;
    private int queued;

    VerificationPool(int running, int waiting, Duration patience) {
        this.free = running;
        this.waiting = waiting;
        this.patience = patience;
    }

    /** Empty where there was no place in time. @param tenant whose turn it takes */
    <T> Optional<T> run(String tenant, Supplier<T> work) {
        if (!enter(tenant))
            return Optional.empty();
        try {
            return Optional.of(work.get());
        } finally {
            leave();
        }
    }

    private boolean enter(String tenant) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0) {
                free--;
                return true;
            }
            Deque<CountDownLatch> own = queues.computeIfAbsent(tenant, name -> new ArrayDeque<>());
            if (queued >= waiting || own.size() >= Math.max(1, waiting / 2)) {
                forgetIfEmpty(tenant, own);
                return false;
            }
            own.add(turn);
            queued++;
        }
        return called(turn) || !gaveUp(tenant, turn);
    }

    private boolean called(CountDownLatch turn) {
        try {
            return turn.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** False where the turn came while patience ended: the place is ours then, and must be used or given back. */
    private synchronized boolean gaveUp(String tenant, CountDownLatch turn) {
        Deque<CountDownLatch> own = queues.get(tenant);
        if (own == null || !own.remove(turn))
            return false;
        queued--;
        forgetIfEmpty(tenant, own);
        return true;
    }

    private synchronized void leave() {
        Iterator<Map.Entry<String, Deque<CountDownLatch>>> turns = queues.entrySet().iterator();
        if (!turns.hasNext()) {
            free++;
            return;
        }
        Map.Entry<String, Deque<CountDownLatch>> first = turns.next();
        String tenant = first.getKey();
        Deque<CountDownLatch> own = first.getValue();
        turns.remove();
        own.remove().countDown();
        queued--;
        if (!own.isEmpty())
            queues.put(tenant, own);
    }

    private void forgetIfEmpty(String tenant, Deque<CountDownLatch> own) {
        if (own.isEmpty())
            queues.remove(tenant);
    }

    /** How many wait now. */
    synchronized int queued() {
        return queued;
    }
}
