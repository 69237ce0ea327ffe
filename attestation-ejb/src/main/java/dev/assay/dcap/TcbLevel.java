package dev.assay.dcap;

import dev.assay.evidence.TcbStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A platform's TCB level (PCS v4, TCB Info version 3).
 *
 * @param components exactly 16 SVNs, 0–255
 */
public record TcbLevel(List<Integer> components, int pceSvn, TcbStatus status, Instant tcbDate,
        List<String> advisories) {
    /** Highest first, by components in their order, then PCESVN (SG-05): our own sort, not the document's. */
    static final Comparator<TcbLevel> HIGHEST_FIRST = Comparator.comparing(TcbLevel::components, TcbLevel::compare)
            .thenComparing(TcbLevel::pceSvn).reversed();

    public TcbLevel {
        components = List.copyOf(components);
        advisories = List.copyOf(advisories);
    }

    /** SG-05: every one of the 16 components and PCESVN at least the level's. */
    boolean metBy(PckExtension platform) {
        for (int i = 0; i < PckExtension.COMPONENTS; i++) {
            if (platform.tcbComponents().get(i) < components.get(i))
                return false;
        }
        return platform.pceSvn() >= pceSvn;
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < PckExtension.COMPONENTS; i++) {
            int difference = left.get(i).compareTo(right.get(i));
            if (difference != 0)
                return difference;
        }
        return 0;
    }
}
