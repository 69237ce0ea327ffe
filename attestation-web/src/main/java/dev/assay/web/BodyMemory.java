package dev.assay.web;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one late body holds (DO-04): of what all bodies share as much as a usual one may, the rest of what its kind has to
 * itself. why: else few large ones would keep every small one of their kind away.
 */
final class BodyMemory {
    private final BodyBound bound;
    private final AtomicLong usual = new AtomicLong();
    private final AtomicLong more = new AtomicLong();

    BodyMemory(BodyBound bound) {
        this.bound = bound;
    }

    /** False, and nothing taken, where there is not that much left. */
    boolean take(int bytes) {
        boolean fits = usual.get() + bytes <= BodyBound.USUAL.largest();
        MemoryShare share = fits ? BodyBound.USUAL.memory() : bound.memory();
        if (!share.take(bytes))
            return false;
        (fits ? usual : more).addAndGet(bytes);
        return true;
    }

    /** Gives all of it back, once however often it is called. */
    void leave() {
        BodyBound.USUAL.memory().giveBack(usual.getAndSet(0));
        bound.memory().giveBack(more.getAndSet(0));
    }
}
