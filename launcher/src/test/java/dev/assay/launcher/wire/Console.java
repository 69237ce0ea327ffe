package dev.assay.launcher.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.TimeUnit;

/** What a process prints, line by line, read as it comes so that it never waits for a reader. */
final class Console {
    private final Lock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    Console(Process process) {
        Thread.ofVirtual().start(() -> read(process.inputReader()));
    }

    private void read(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                told(line, false);
        } catch (IOException closed) {
            // The process is gone and its pipe with it: that is an end like any other.
        }
        told("", true);
    }

    private void told(String line, boolean last) {
        lock.lock();
        try {
            text.append(line).append(last ? "" : "\n");
            ended = last;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code words} were printed; fails, with all that was printed, where the process ends first. */
    void await(String words, int seconds) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (text.indexOf(words) < 0) {
                if (ended || left <= 0)
                    throw new AssertionError("\"" + words + "\" was not printed, but this:\n" + text);
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for \"" + words + "\"", e);
        } finally {
            lock.unlock();
        }
    }

    String text() {
        lock.lock();
        try {
            return text.toString();
        } finally {
            lock.unlock();
        }
    }
}
