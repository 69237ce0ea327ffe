package dev.assay.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket for each key, those used last: each fills by its rate and holds two seconds' worth. */
public final class TokenBuckets {
    private static final double NANOS = 1e9;
    private static final int BURST_SECONDS = 2;

    private final Map<String, Bucket> buckets;

    /** @param kept how many keys are remembered; who is forgotten starts with a full bucket */
    public TokenBuckets(int kept) {
        buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > kept;
            }
        };
    }

    /** Content at an instant of the monotonic clock. */
    private record Bucket(double tokens, long at) {
        Bucket filled(int perSecond, long now) {
            double more = Math.max(0, now - at) / NANOS * perSecond;
            return new Bucket(Math.min(tokens + more, (double) perSecond * BURST_SECONDS), now);
        }
    }

    /**
     * Takes one token.
     *
     * @param perSecond at which the key's bucket fills; may differ from call to call
     * @param nanos monotonic clock
     * @return zero where there was one; else how long until there is
     */
    public synchronized Duration take(String key, int perSecond, long nanos) {
        Bucket held = buckets.get(key);
        Bucket now = held == null
                ? new Bucket((double) perSecond * BURST_SECONDS, nanos)
                : held.filled(perSecond, nanos);
        boolean enough = now.tokens() >= 1;
        buckets.put(key, enough ? new Bucket(now.tokens() - 1, nanos) : now);
        return enough ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - now.tokens()) * NANOS / perSecond));
    }

    synchronized int kept() {
        return buckets.size();
    }
}
