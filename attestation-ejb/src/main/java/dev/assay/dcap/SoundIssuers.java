package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers by their octets which issuing certificates were found sound: a handful exist, all signed by pinned keys, and
 * every quote carries them again. What depends on time, anchors or revocation is asked anew each time. Safe for any
 * number of threads.
 */
public final class SoundIssuers {
    private static final int KEPT = 64;

    private final Set<Bytes> sound = ConcurrentHashMap.newKeySet();

    /** Runs the verification unless it went through before for the same octets; its exception is the caller's. */
    void once(Bytes identity, Runnable verification) {
        if (sound.contains(identity))
            return;
        verification.run();
        if (sound.size() >= KEPT)
            sound.clear();
        sound.add(identity);
    }
}
