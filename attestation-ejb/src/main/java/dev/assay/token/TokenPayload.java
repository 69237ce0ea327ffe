package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.TokenForm.Signer;

/**
 * A finished payload, recorded before it is signed.
 *
 * @param issuer the tenant's URL, for the header's {@code jku}
 * @param jti lower-case hexadecimal digits, 64 as a rule; empty in answers to management calls
 * @param text canonical JSON, ASCII
 * @param signer how the header is to name the key
 */
public record TokenPayload(String issuer, String jti, String text, Signer signer) {
    /** SHA-256 of the text's octets, as the audit record holds it. */
    public Bytes digest() {
        return Bytes.utf8(text).sha256();
    }
}
