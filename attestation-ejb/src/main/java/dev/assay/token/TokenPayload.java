package dev.assay.token;

import dev.assay.bytes.Bytes;

/**
 * A finished payload, recorded before it is signed.
 *
 * @param issuer the tenant's URL, for the header's {@code jku}
 * @param jti 64 lower-case hexadecimal digits; empty in answers to management calls
 * @param text canonical JSON, ASCII
 */
public record TokenPayload(String issuer, String jti, String text) {
    /** SHA-256 of the text's octets, as the audit record holds it. */
    public Bytes digest() {
        return Bytes.utf8(text).sha256();
    }
}
