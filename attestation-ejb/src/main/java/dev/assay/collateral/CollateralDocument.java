package dev.assay.collateral;

import dev.assay.bytes.Bytes;

/** One document as received, unverified; its digests are taken once. */
public final class CollateralDocument {
    private final CollateralKey key;
    private final Bytes content;
    private final Bytes issuerChain;
    private final Bytes digest;
    private final Bytes issuerChainDigest;

    /**
     * @param content the body: JSON text, or a CRL's DER
     * @param issuerChain PEM certificates, signer first; empty where none came with it
     */
    public CollateralDocument(CollateralKey key, Bytes content, Bytes issuerChain) {
        this.key = key;
        this.content = content;
        this.issuerChain = issuerChain;
        this.digest = content.sha256();
        this.issuerChainDigest = issuerChain.sha256();
    }

    public CollateralKey key() {
        return key;
    }

    public Bytes content() {
        return content;
    }

    public Bytes issuerChain() {
        return issuerChain;
    }

    /** SHA-256 of the content: the document's identity in store, token and audit. */
    public Bytes digest() {
        return digest;
    }

    /** SHA-256 of the issuer chain's PEM text. */
    public Bytes issuerChainDigest() {
        return issuerChainDigest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CollateralDocument document && key.equals(document.key)
                && digest.equals(document.digest) && issuerChainDigest.equals(document.issuerChainDigest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}
