package dev.assay.service;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Values of so much weight together, those used last, each made once: whoever asks first makes it, and others who ask for
 * the same meanwhile wait for that. Making holds no lock, so nobody waits for another key's. For any number of threads.
 */
final class MadeOnce<K, V> {
    private final long most;
    private final ToLongFunction<V> weight;
    /** In the order of their use; guarded by this. */
    private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /** A place for one value. Its weight is 0 while it is being made. */
    private static final class Slot<V> {
        private final CompletableFuture<V> value = new CompletableFuture<>();
        private long weight;
    }

    /** @param most weight that is kept; what is heavier by itself is handed out and not kept */
    MadeOnce(long most, ToLongFunction<V> weight) {
        this.most = most;
        this.weight = weight;
    }

    /** @throws RuntimeException what making it threw, to all who waited for it; the next who asks makes it anew */
    V get(K key, Supplier<V> maker) {
        Slot<V> fresh = new Slot<>();
        Slot<V> found = enter(key, fresh);
        return found == fresh ? make(key, fresh, maker) : await(found);
    }

    private synchronized Slot<V> enter(K key, Slot<V> fresh) {
        Slot<V> found = slots.putIfAbsent(key, fresh);
        return found == null ? fresh : found;
    }

    private V make(K key, Slot<V> slot, Supplier<V> maker) {
        try {
            V made = maker.get();
            keep(key, slot, weight.applyAsLong(made));
            slot.value.complete(made);
            return made;
        } catch (RuntimeException | Error failed) {
            drop(key, slot);
            slot.value.completeExceptionally(failed);
            throw failed;
        }
    }

    private static <V> V await(Slot<V> slot) {
        try {
            return slot.value.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause)
                throw cause;
            throw failed;
        }
    }

    private synchronized void keep(K key, Slot<V> slot, long weighs) {
        if (weighs > most) {
            slots.remove(key);
            return;
        }
        slot.weight = weighs;
        held += weighs;
        Iterator<Slot<V>> eldest = slots.values().iterator();
        while (held > most) {
            Slot<V> next = eldest.next();
            // why: one that is being made weighs nothing yet; taking it out would have it made twice.
            if (next.weight > 0 && next != slot) {
                held -= next.weight;
                eldest.remove();
            }
        }
    }

    private synchronized void drop(K key, Slot<V> slot) {
        slots.remove(key);
        held -= slot.weight;
    }
}
