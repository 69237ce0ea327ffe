package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditUnavailableException;
import dev.assay.evidence.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AD-06")
class GroupCommitTest {
    private final List<List<AuditRecord>> batches = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private GroupCommit trail;

    @AfterEach
    void stop() {
        trail.stop();
        threads.shutdownNow();
    }

    @Test
    void commitsTogetherWhatArrivesWhileACommitRuns() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        start(records -> {
            batches.add(records);
            writing.countDown();
            go.await();
        });
        List<Future<?>> waiting = new ArrayList<>();
        waiting.add(threads.submit(() -> trail.append(record())));
        writing.await();
        for (int i = 0; i < 5; i++) {
            waiting.add(threads.submit(() -> trail.append(record())));
        }
        awaitQueued(5);
        go.countDown();
        for (Future<?> each : waiting) {
            each.get();
        }
        assertEquals(List.of(1, 5), batches.stream().map(List::size).toList());
    }

    @Test
    @Tag("AD-01")
    void letsNoCallerGoBeforeTheCommit() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        start(records -> {
            writing.countDown();
            go.await();
        });
        Future<?> caller = threads.submit(() -> trail.append(record()));
        writing.await();
        assertTrue(!caller.isDone());
        go.countDown();
        caller.get();
    }

    @Test
    @Tag("AD-08")
    void refusesAllWhereTheDatabaseIsDown() {
        start(records -> {
            batches.add(records);
            throw new SQLException("down", "08006");
        });
        assertThrows(AuditUnavailableException.class, () -> trail.append(record()));
        assertEquals(1, batches.size());
    }

    @Test
    void costsTheNeighboursNothingWhereOneRecordIsRefused() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AuditRecord poison = AuditRecords.refusal(new UUID(0, 0), Reason.POLICY_DENIED);
        start(records -> {
            writing.countDown();
            go.await();
            if (records.contains(poison))
                throw new SQLException("refused", "23514");
        });
        Future<?> first = threads.submit(() -> trail.append(record()));
        writing.await();
        Future<?> bad = threads.submit(() -> trail.append(poison));
        Future<?> good = threads.submit(() -> trail.append(record()));
        awaitQueued(2);
        go.countDown();
        first.get();
        good.get();
        assertThrows(Exception.class, bad::get);
    }

    @Test
    void refusesOnceStopped() throws Exception {
        start(records -> batches.add(records));
        trail.stop();
        assertThrows(AuditUnavailableException.class, () -> trail.append(record()));
    }

    private void awaitQueued(int records) {
        while (trail.queued() < records) {
            Thread.onSpinWait();
        }
    }

    private void start(GroupCommit.BatchWriter writer) {
        trail = new GroupCommit(writer);
        threads.execute(trail);
    }

    private static AuditRecord record() {
        return AuditRecords.permit(UUID.randomUUID());
    }
}
