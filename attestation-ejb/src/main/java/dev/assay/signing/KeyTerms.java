package dev.assay.signing;

/** What kind of key a tenant is to sign with. */
public record KeyTerms(SigningAlgorithm algorithm, CustodyKind custody) {
    /** RS256, which the SDKs expect, kept in software. */
    public static final KeyTerms USUAL = new KeyTerms(SigningAlgorithm.RS256, CustodyKind.SOFTWARE);
}
