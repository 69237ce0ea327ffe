package dev.assay.collateral;

import dev.assay.bytes.Bytes;

/**
 * One document as received, unverified.
 *
 * @param content the body: JSON text, or a CRL's DER
 * @param issuerChain PEM certificates, signer first; empty where none came with it
 */
public record CollateralDocument(CollateralKey key, Bytes content, Bytes issuerChain) {
    /** SHA-256 of the content: the document's identity in store, token and audit. */
    public Bytes digest() {
        return content.sha256();
    }
}
