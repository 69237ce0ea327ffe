package dev.assay.web;

import java.util.Optional;

/**
 * Room for bodies that are larger than the usual 1 MiB while they are looked at (DO-01): text, its members and what they
 * decode to are there at once, some ten times the body. Nobody waits for room.
 */
final class LargeBodies {
    private static final int USUAL = 1 << 20;
    private static final int TIMES = 10;
    /** why a third: bodies on their way hold two eighths beside it (BodyBound), and the service itself needs some. */
    private static final LargeBodies ALL = new LargeBodies(Runtime.getRuntime().maxMemory() / 3);

    private final MemoryShare room;

    /** @param bytes for all; that of one body is had in any case while no other is there */
    LargeBodies(long bytes) {
        room = new MemoryShare(Math.max(bytes, (long) TIMES * (16 << 20)));
    }

    /** Held while a body is looked at. */
    @FunctionalInterface
    interface Place {
        void leave();
    }

    /** Empty where there is no room now. @param declared −1 where the length is not known. @param limit the largest */
    static Optional<Place> enter(long declared, int limit) {
        return ALL.take(declared < 0 ? limit : Math.min(declared, limit));
    }

    Optional<Place> take(long body) {
        if (body <= USUAL)
            return Optional.of(() -> {});
        long bytes = TIMES * body;
        return room.take(bytes) ? Optional.of(() -> room.giveBack(bytes)) : Optional.empty();
    }
}
