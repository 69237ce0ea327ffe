package dev.assay.measuredboot;

/** What an event's type says its digest is of (PFP §10.4; TP-11, TP-12). */
enum DigestRule {
    /** The data as logged. */
    DATA,
    /** The data, or what shim measured of it. */
    AUTHORITY,
    /** Something the log does not hold: whatever the data says is a hint. */
    ELSEWHERE
}
