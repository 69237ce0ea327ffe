package dev.assay.emulator.bootlog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What one boot is like: a sound machine's, but for what is said otherwise. */
public record BootFacts(Map<Fact, Long> otherwise) {
    public BootFacts {
        Map<Fact, Long> copy = new EnumMap<>(Fact.class);
        copy.putAll(otherwise);
        otherwise = Collections.unmodifiableMap(copy);
    }

    public static BootFacts sound() {
        return new BootFacts(Map.of());
    }

    public BootFacts with(Fact fact, long value) {
        Map<Fact, Long> changed = new EnumMap<>(Fact.class);
        changed.putAll(otherwise);
        changed.put(fact, value);
        return new BootFacts(changed);
    }

    public long value(Fact fact) {
        return otherwise.getOrDefault(fact, fact.sound());
    }

    public boolean is(Fact fact) {
        return value(fact) != 0;
    }
}
