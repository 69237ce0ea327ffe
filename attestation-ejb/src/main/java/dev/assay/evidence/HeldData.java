package dev.assay.evidence;

import dev.assay.bytes.Bytes;

/** Data the client says its evidence binds (maa-api §2.1). Untrusted until its digest equals the bound one (EV-08). */
public record HeldData(Bytes data, Kind kind) {
    /** How the data comes back in the token: as octets, or decoded. */
    public enum Kind {
        BINARY,
        JSON
    }
}
