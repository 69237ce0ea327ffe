package dev.assay.service;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** So many misses of each anchor set in a stretch of time ("Settled": misses are limited per tenant and source). */
final class MissBudget {
    private final int misses;
    private final Duration stretch;
    private final Map<String, Stretch> stretches = new HashMap<>();

    private record Stretch(Instant start, int taken) {}

    MissBudget(int misses, Duration stretch) {
        this.misses = misses;
        this.stretch = stretch;
    }

    synchronized boolean take(String anchors, Instant at) {
        Stretch now = stretches.get(anchors);
        if (now == null || !at.isBefore(now.start().plus(stretch)))
            now = new Stretch(at, 0);
        if (now.taken() >= misses)
            return false;
        stretches.put(anchors, new Stretch(now.start(), now.taken() + 1));
        return true;
    }
}
