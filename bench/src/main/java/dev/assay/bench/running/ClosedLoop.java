package dev.assay.bench.running;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** So many requests, so many at once, each sent when one before was answered. */
record ClosedLoop(int requests, int atOnce) {
    /** What came, and how long all of it took in seconds. */
    record Result(Answers answers, double seconds) {
        double perSecond() {
            return answers.count() / seconds;
        }
    }

    Result run(OpenLoop.Call call) {
        Answers answers = new Answers();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++)
                threads.execute(() -> worker(next, call, answers));
        }
        return new Result(answers, (System.nanoTime() - start) / 1e9);
    }

    private void worker(AtomicInteger next, OpenLoop.Call call, Answers answers) {
        for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
            long begin = System.nanoTime();
            int status = call.make(number);
            answers.add(status, System.nanoTime() - begin);
        }
    }
}
