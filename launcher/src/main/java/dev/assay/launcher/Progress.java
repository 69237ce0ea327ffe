package dev.assay.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** The few lines a person sees while the server starts and stops. */
record Progress(PrintStream out) {

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A step with the time it took, printed when it is done. */
    <T> T step(String name, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        done(name, begin);
        return result;
    }

    synchronized void done(String name, long begin) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        line(String.format(java.util.Locale.ROOT, "  %-34s %4.1f s", name, took.toMillis() / 1000.0));
    }
}
