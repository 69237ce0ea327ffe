package dev.assay.bench.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What came of requests, from any number of threads; a request without a 200 counts as one that took longest. */
final class Answers {
    /** What a request that failed is said to have taken: longer than any the bounds speak of. */
    private static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<Long> nanos = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(int status, long took) {
        nanos.add(status == 200 ? took : FAILED_NANOS);
        counts.merge(status == 0 ? "no answer" : Integer.toString(status), 1, Integer::sum);
    }

    /** One that could not even be sent: its client was waiting for all the answers it may wait for at once. */
    synchronized void unsent() {
        counts.merge("not sent", 1, Integer::sum);
    }

    /** @param share 0.5 for the median */
    synchronized double milliseconds(double share) {
        if (nanos.isEmpty())
            throw new IllegalStateException("no request was sent");
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1)) / 1e6;
    }

    synchronized int count() {
        return nanos.size();
    }

    synchronized int count(int status) {
        return counts.getOrDefault(Integer.toString(status), 0);
    }

    /** As {@code 200: 1200, 429: 3}. */
    synchronized String counts() {
        return counts.toString().replaceAll("[{}]", "").replace("=", ": ");
    }
}
