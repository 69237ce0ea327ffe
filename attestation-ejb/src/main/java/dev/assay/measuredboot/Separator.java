package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import java.util.Set;

/** What an EV_SEPARATOR may hold (PFP §10.4.1; TP-14). */
enum Separator {
    /** Exactly one, by the firmware. */
    FIRMWARE(Set.of(Bytes.hex("00000000"), Bytes.hex("ffffffff"))),
    /** Windows ends its part of a register with {@code WBCL}. */
    WINDOWS(Set.of(Bytes.utf8("WBCL"))),
    NONE(Set.of());

    private final Set<Bytes> contents;

    Separator(Set<Bytes> contents) {
        this.contents = contents;
    }

    boolean holds(Bytes data) {
        return contents.contains(data);
    }

    Set<Bytes> contents() {
        return contents;
    }
}
