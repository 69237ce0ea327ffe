package dev.assay.bench.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A stretch of time in which the quiet tenants ask for their share, and one tenant for a rate of its own.
 *
 * @param loudAtOnce how many calls of the loud one are open at once; the quiet ones have no such bound
 */
record Stretch(Site site, byte[] evidence, Duration length, double share, int loudAtOnce) {
    /** Of both. */
    record Heard(Answers quiet, Answers loud) {}

    /** @param seed of all arrivals: the same for what is to be compared */
    Heard run(List<String> quiet, String loud, double rate, long seed) throws InterruptedException, ExecutionException {
        Heard heard = new Heard(new Answers(), new Answers());
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < quiet.size(); i++) {
                OpenLoop arrivals = new OpenLoop(share, Integer.MAX_VALUE, seed * 100 + i);
                String tenant = quiet.get(i);
                all.add(threads.submit(() -> arrive(arrivals, tenant, heard.quiet())));
            }
            OpenLoop arrivals = new OpenLoop(rate, loudAtOnce, seed * 100 + 99);
            all.add(threads.submit(() -> arrive(arrivals, loud, heard.loud())));
        }
        for (Future<?> each : all)
            each.get();
        return heard;
    }

    private void arrive(OpenLoop arrivals, String tenant, Answers answers) {
        try (Traffic traffic = new Traffic(site, List.of(tenant), evidence)) {
            arrivals.run(length, traffic::call, answers);
        }
    }
}
