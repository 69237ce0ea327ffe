package dev.assay.collateral;

import dev.assay.bytes.Bytes;

/**
 * A root key, pinned by its SubjectPublicKeyInfo (PK-02), never by name.
 *
 * @param spki DER SubjectPublicKeyInfo
 */
public record TrustAnchor(Family family, String id, Bytes spki) {
    /** Which evidence the anchor is for. */
    public enum Family {
        INTEL_SGX
    }
}
