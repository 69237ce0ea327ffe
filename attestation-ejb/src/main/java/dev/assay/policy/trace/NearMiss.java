package dev.assay.policy.trace;

import java.util.List;

/** A claim that comes near to meeting a condition, with every comparison it fails. */
public record NearMiss(Seen claim, List<Mismatch> failed) {
    public NearMiss {
        failed = List.copyOf(failed);
    }
}
