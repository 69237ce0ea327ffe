package dev.assay.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What this process has started, to be stopped in reverse order by the JVM's shutdown. A signal in the middle of a
 * step waits for the step, so that nothing half started is left behind.
 */
final class Lifeline {
    private static final System.Logger LOG = System.getLogger(Lifeline.class.getName());

    private final ReadWriteLock steps = new ReentrantReadWriteLock();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private volatile boolean ended;

    static Lifeline untilShutdown() {
        Lifeline lifeline = new Lifeline();
        Runtime.getRuntime().addShutdownHook(new Thread(lifeline::end, "assay-stop"));
        return lifeline;
    }

    /** Runs one step and keeps what it started; after the end a caller waits here for the JVM to go. */
    <T extends AutoCloseable> T start(Supplier<T> step) {
        steps.readLock().lock();
        try {
            while (ended) {
                LockSupport.park();
            }
            T resource = step.get();
            synchronized (started) {
                started.push(resource);
            }
            return resource;
        } finally {
            steps.readLock().unlock();
        }
    }

    /**
     * Stops everything, last started first; one failure does not keep the rest running. A step still under way gets
     * 30 s: the server's own code may have called for the exit in the middle of one.
     */
    void end() {
        boolean alone = waitForSteps();
        ended = true;
        AutoCloseable next = poll();
        while (next != null) {
            close(next);
            next = poll();
        }
        if (alone) {
            steps.writeLock().unlock();
        }
    }

    private boolean waitForSteps() {
        try {
            return steps.writeLock().tryLock(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private AutoCloseable poll() {
        synchronized (started) {
            return started.poll();
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, resource.getClass().getSimpleName() + " does not stop cleanly", e);
        }
    }
}
