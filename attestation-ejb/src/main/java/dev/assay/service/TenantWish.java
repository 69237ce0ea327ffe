package dev.assay.service;

import dev.assay.bytes.Bytes;

/** A tenant to be made, its settings otherwise the usual ones. @param name 3–40 of a–z, 0–9 and hyphen */
public record TenantWish(String name, TenantPatch settings) {
    /** Equal for equal wishes, on every node and after every restart. */
    Bytes digest() {
        // why: a record's text holds its components in order, here all of them strings, numbers and durations.
        return Bytes.utf8(toString()).sha256();
    }
}
