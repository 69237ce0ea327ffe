package dev.assay.web;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes that all late bodies together may hold (DO-04); nobody waits for more. */
final class MemoryShare {
    private final AtomicLong free;

    MemoryShare(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** False, and nothing taken, where there is not that much left. */
    boolean take(long bytes) {
        return free.getAndUpdate(left -> left >= bytes ? left - bytes : left) >= bytes;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
