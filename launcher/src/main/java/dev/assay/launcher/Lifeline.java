package dev.assay.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What this process has started, to be stopped in reverse order by the JVM's shutdown. A signal in the middle of a
 * step waits for the step, so that nothing half started is left behind.
 */
final class Lifeline {
    private final ReadWriteLock steps = new ReentrantReadWriteLock();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean ended;

    static Lifeline untilShutdown() {
        Lifeline lifeline = new Lifeline();
        Runtime.getRuntime().addShutdownHook(new Thread(lifeline::end, "assay-stop"));
        return lifeline;
    }

    /** Runs one step and keeps what it started; after the end nothing more is started. */
    <T extends AutoCloseable> T start(Supplier<T> step) {
        steps.readLock().lock();
        try {
            if (ended) {
                throw new IllegalStateException("stopping");
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

    /** Stops everything, last started first; one failure does not keep the rest running. */
    void end() {
        steps.writeLock().lock();
        try {
            ended = true;
            while (!started.isEmpty()) {
                close(started.pop());
            }
        } finally {
            steps.writeLock().unlock();
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("assay: " + resource.getClass().getSimpleName() + " does not stop cleanly: " + e);
        }
    }
}
