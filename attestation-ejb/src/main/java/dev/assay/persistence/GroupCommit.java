package dev.assay.persistence;

import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditTrail;
import dev.assay.audit.AuditUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * An audit trail that commits together what arrives together: callers wait in a bounded queue, one thread takes all that
 * is there, writes it in one transaction, and lets them go (AD-06).
 */
public final class GroupCommit implements AuditTrail, Runnable {
    private static final int QUEUE = 1024;
    private static final int BATCH = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final BatchWriter writer;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean stopping;

    /** Writes a batch durably, whole or not at all. */
    @FunctionalInterface
    public interface BatchWriter {
        void write(List<AuditRecord> records) throws Exception;
    }

    private record Waiting(AuditRecord record, CompletableFuture<Void> committed) {}

    public GroupCommit(BatchWriter writer) {
        this.writer = writer;
    }

    public static GroupCommit into(DataSource source) {
        return new GroupCommit(new AuditInsert(source)::write);
    }

    @Override
    public void append(AuditRecord record) {
        Waiting waiting = new Waiting(record, new CompletableFuture<>());
        if (stopping || !queue.offer(waiting))
            throw new AuditUnavailableException("the audit queue is full or closed", null);
        try {
            waiting.committed().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new AuditUnavailableException("the audit record was not committed", failed.getCause());
        } catch (TimeoutException late) {
            throw new AuditUnavailableException("the audit record was not committed in time", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailableException("interrupted before the audit record was committed", stopped);
        }
    }

    /** The writer's loop; ends after {@link #stop} once the queue is empty. */
    @Override
    public void run() {
        while (!stopping || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null)
                    commit(gather(first));
            } catch (InterruptedException stopped) {
                stopping = true;
            }
        }
        refuseRest();
    }

    /** How many records wait for the next transaction. */
    public int queued() {
        return queue.size();
    }

    public void stop() {
        stopping = true;
    }

    private List<Waiting> gather(Waiting first) {
        List<Waiting> batch = new ArrayList<>(BATCH);
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
        return batch;
    }

    private void commit(List<Waiting> batch) {
        try {
            writer.write(batch.stream().map(Waiting::record).toList());
            batch.forEach(waiting -> waiting.committed().complete(null));
        } catch (Exception failed) {
            if (batch.size() > 1 && aboutOneRecord(failed))
                batch.forEach(waiting -> commit(List.of(waiting)));
            else
                batch.forEach(waiting -> refuse(waiting, failed));
        }
    }

    /** why: one record the table refuses (SQL state class 22 or 23) must not cost its neighbours their answers. */
    private static boolean aboutOneRecord(Exception failed) {
        return failed instanceof SQLException refused && refused.getSQLState() != null
                && (refused.getSQLState().startsWith("22") || refused.getSQLState().startsWith("23"));
    }

    private static void refuse(Waiting waiting, Exception failed) {
        LOG.log(System.Logger.Level.ERROR, "audit record not committed, trace {0}: {1}",
                waiting.record().run().traceId(), failed.getClass().getSimpleName());
        waiting.committed().completeExceptionally(failed);
    }

    private void refuseRest() {
        for (Waiting waiting; (waiting = queue.poll()) != null;) {
            refuse(waiting, new IllegalStateException("the service is stopping"));
        }
    }
}
