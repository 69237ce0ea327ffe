package dev.assay.bench.running;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Requests that arrive by the clock, whether or not the last was answered: a Poisson process, the same for the same
 * seed.
 *
 * @param perSecond mean of arrivals
 * @param atOnce how many may be unanswered at once; those above are not sent
 */
record OpenLoop(double perSecond, int atOnce, long seed) {
    /** A request's number, to its answer's status. */
    @FunctionalInterface
    interface Call {
        int make(int number);
    }

    /** Returns when all are answered. */
    void run(Duration length, Call call, Answers answers) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Semaphore places = new Semaphore(atOnce);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            double due = random.nextExponential() / perSecond;
            for (int number = 0; due * 1e9 < length.toNanos(); number++) {
                long at = start + (long) (due * 1e9);
                await(at);
                send(number, at, places, threads, call, answers);
                due += random.nextExponential() / perSecond;
            }
        }
    }

    private static void await(long at) {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime())
            LockSupport.parkNanos(left);
    }

    private static void send(int number, long at, Semaphore places, ExecutorService threads, Call call,
            Answers answers) {
        if (!places.tryAcquire()) {
            answers.unsent();
            return;
        }
        threads.execute(() -> {
            try {
                int status = call.make(number);
                answers.add(status, System.nanoTime() - at);
            } finally {
                places.release();
            }
        });
    }
}
