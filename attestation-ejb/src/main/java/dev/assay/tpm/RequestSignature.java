package dev.assay.tpm;

import dev.assay.bytes.Bytes;

/**
 * A compact JWS's signature (RFC 7515 §5.2). Unverified.
 *
 * @param signed header, dot and payload as received
 */
public record RequestSignature(Bytes signed, Bytes signature) {}
