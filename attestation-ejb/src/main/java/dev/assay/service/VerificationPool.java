package dev.assay.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many verifications run at once and so many wait a little (DO-06); the caller's own thread does the work. A
 * place that comes free goes to the tenants in turn, and no tenant holds more than half of the places or fills more than
 * half of the queue, so that one that asks for much waits for itself, and the next one finds a place (TE-06). What was begun is finished before its tenant begins more.
 */
final class VerificationPool {
    private final int waiting;
    private final int share;
    private final Duration patience;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Deque<Waiting>> queues = new LinkedHashMap<>();
    private int free;
    private int queued;

    /** @param begun whether it is the end of work that had its first turn already */
    private record Waiting(CountDownLatch turn, boolean begun) {}

    /** @param waiting how many beginnings wait at most */
    VerificationPool(int running, int waiting, Duration patience) {
        this.free = running;
        this.share = (running + 1) / 2;
        this.waiting = waiting;
        this.patience = patience;
    }

    /** Empty where there was no place in time. @param tenant whose turn it takes */
    <T> Optional<T> run(String tenant, Supplier<T> work) {
        return run(tenant, false, work);
    }

    /** As {@link #run}, for work that had a turn: it is refused only where patience ends. */
    <T> Optional<T> finish(String tenant, Supplier<T> work) {
        return run(tenant, true, work);
    }

    /** Whether a beginning of the tenant would be refused now; nothing of the request need be read to know. */
    synchronized boolean full(String tenant) {
        if (hasPlace(tenant))
            return false;
        Deque<Waiting> own = queues.getOrDefault(tenant, new ArrayDeque<>());
        return queued >= waiting || own.size() >= Math.max(1, waiting / 2);
    }

    private <T> Optional<T> run(String tenant, boolean begun, Supplier<T> work) {
        if (!enter(tenant, begun))
            return Optional.empty();
        try {
            return Optional.of(work.get());
        } finally {
            leave(tenant);
        }
    }

    private boolean enter(String tenant, boolean begun) {
        Waiting turn = new Waiting(new CountDownLatch(1), begun);
        synchronized (this) {
            if (hasPlace(tenant)) {
                take(tenant);
                return true;
            }
            if (!begun && full(tenant))
                return false;
            put(queues.computeIfAbsent(tenant, name -> new ArrayDeque<>()), turn);
            queued++;
        }
        return called(turn.turn()) || !gaveUp(tenant, turn);
    }

    /** why last in, first out among the begun: there are few, and all go before what is not begun. */
    private static void put(Deque<Waiting> own, Waiting turn) {
        if (turn.begun())
            own.addFirst(turn);
        else
            own.addLast(turn);
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
    private synchronized boolean gaveUp(String tenant, Waiting turn) {
        Deque<Waiting> own = queues.get(tenant);
        if (own == null || !own.remove(turn))
            return false;
        queued--;
        if (own.isEmpty())
            queues.remove(tenant);
        return true;
    }

    private boolean hasPlace(String tenant) {
        return free > 0 && running.getOrDefault(tenant, 0) < share;
    }

    private void take(String tenant) {
        free--;
        running.merge(tenant, 1, Integer::sum);
    }

    /** One place came free, so one who waits can have it at most. */
    private synchronized void leave(String left) {
        free++;
        running.computeIfPresent(left, (tenant, places) -> places == 1 ? null : places - 1);
        queues.keySet().stream().filter(this::hasPlace).findFirst().ifPresent(this::call);
    }

    private void call(String tenant) {
        Deque<Waiting> own = queues.remove(tenant);
        take(tenant);
        own.remove().turn().countDown();
        queued--;
        if (!own.isEmpty())
            queues.put(tenant, own);
    }

    /** Whether half of the places are free, so that work nobody waits for takes nothing from anybody. */
    synchronized boolean roomy() {
        return queued == 0 && free >= share;
    }

    /** How many wait now. */
    synchronized int queued() {
        return queued;
    }
}
