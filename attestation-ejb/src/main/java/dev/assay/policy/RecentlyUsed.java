package dev.assay.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was worked out for a text, kept for the 64 texts used last. Belongs to one evaluation. */
final class RecentlyUsed<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 64;

    RecentlyUsed() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
    }
}
