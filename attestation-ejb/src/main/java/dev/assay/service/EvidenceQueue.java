package dev.assay.service;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.impact.KeptAppraisal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Appraisals on their way to where they are kept: after their record is committed, and beside their answer, which neither
 * waits for this nor fails by it. What finds no room, or cannot be stored, is counted and left out.
 */
final class EvidenceQueue implements Consumer<KeptAppraisal>, Runnable {
    private static final System.Logger LOG = System.getLogger(EvidenceQueue.class.getName());
    private static final int ROWS = 1_024;
    private static final int BATCH = 64;
    private static final long OCTETS = 16L << 20;

    private final Store store;
    private final Supplier<Instant> clock;
    private final BlockingQueue<KeptAppraisal> queue = new ArrayBlockingQueue<>(ROWS);
    private final AtomicLong octets = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean stopping;

    /** Stores a tenant's appraisals; how many it did. */
    @FunctionalInterface
    interface Store {
        int keep(UUID tenant, List<KeptAppraisal> wanted, Instant at);
    }

    EvidenceQueue(Store store, Supplier<Instant> clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void accept(KeptAppraisal appraisal) {
        int size = size(appraisal);
        underWay.incrementAndGet();
        if (octets.addAndGet(size) <= OCTETS && !stopping && queue.offer(appraisal))
            return;
        octets.addAndGet(-size);
        underWay.decrementAndGet();
        lose(1);
    }

    /** What it takes in memory, nearly. */
    private static int size(KeptAppraisal appraisal) {
        AppraisalRequest request = appraisal.request();
        return 1_024 + request.evidence().length() + request.runtimeData().map(held -> held.data().length()).orElse(0)
                + request.initTimeData().map(held -> held.data().length()).orElse(0)
                + 2 * request.nonce().map(String::length).orElse(0)
                + appraisal.statements().stream().mapToInt(statement -> statement.content().length()).sum();
    }

    /** The writer's loop; ends after {@link #stop} once the queue is empty. */
    @Override
    public void run() {
        while (!stopping || !queue.isEmpty()) {
            try {
                KeptAppraisal first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null)
                    write(first);
            } catch (InterruptedException stopped) {
                stopping = true;
            }
        }
    }

    private void write(KeptAppraisal first) {
        List<KeptAppraisal> batch = new ArrayList<>(BATCH);
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
        Map<UUID, List<KeptAppraisal>> byTenant = batch.stream()
                .collect(Collectors.groupingBy(appraisal -> appraisal.place().tenant()));
        try {
            byTenant.forEach(this::write);
        } finally {
            octets.addAndGet(-batch.stream().mapToLong(EvidenceQueue::size).sum());
            underWay.addAndGet(-batch.size());
        }
    }

    private void write(UUID tenant, List<KeptAppraisal> wanted) {
        try {
            int stored = store.keep(tenant, wanted, clock.get());
            kept.addAndGet(stored);
            lose(wanted.size() - stored);
        } catch (RuntimeException | Error failed) {
            // why any, want of memory too: a writer that ended would keep nothing more of anybody.
            lose(wanted.size());
            LOG.log(System.Logger.Level.WARNING, "{0} appraisals are not kept: {1}", wanted.size(),
                    failed.getMessage());
        }
    }

    /** why so few lines: a queue that is full is full for many. */
    private void lose(int appraisals) {
        long before = lost.getAndAdd(appraisals);
        if (appraisals > 0 && (before == 0 || before / 1_000 != (before + appraisals) / 1_000))
            LOG.log(System.Logger.Level.WARNING, "{0} appraisals were not kept since the start", before + appraisals);
    }

    /** Whether all that was given to it is stored or lost. */
    boolean idle() {
        return underWay.get() == 0;
    }

    /** How many were stored since the start. */
    long kept() {
        return kept.get();
    }

    /** How many were to be kept since the start, and are not. */
    long lost() {
        return lost.get();
    }

    void stop() {
        stopping = true;
    }
}
