package dev.assay.signing;

import dev.assay.bytes.Bytes;

/**
 * A private key at rest: PKCS#8 under a data-encryption key of its own, that key under the key-encryption key. Both
 * AES-256-GCM, ciphertext followed by its 16-octet tag.
 *
 * @param version of this layout
 * @param kekCheck check value of the key-encryption key used
 */
public record WrappedKey(int version, Bytes keyNonce, Bytes wrappedKey, Bytes dekNonce, Bytes wrappedDek,
        String kekCheck) {}
