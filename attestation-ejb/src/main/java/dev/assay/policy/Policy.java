package dev.assay.policy;

import dev.assay.bytes.Bytes;

/** A policy that parsed. Holds the exact text it was read from. */
public record Policy(String text) {
    /** @throws PolicyParsingException with every problem found */
    public static Policy parse(String text) {
        throw new UnsupportedOperationException();
    }

    /** {@code x-ms-policy-hash}: SHA-256 of the ASCII of base64url of the UTF-8 text (maa-tokens §3.1). */
    public Bytes hash() {
        return Bytes.utf8(Bytes.utf8(text).toBase64Url()).sha256();
    }
}
