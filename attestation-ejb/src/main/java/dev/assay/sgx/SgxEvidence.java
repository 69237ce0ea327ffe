package dev.assay.sgx;

import dev.assay.dcap.PckChain;
import dev.assay.dcap.PckExtension;

/** A quote whose PCK chain ends in a pinned root and was valid at the instant. Made by {@link SgxScheme} alone. */
public final class SgxEvidence {
    private final SgxQuote quote;
    private final PckChain chain;
    private final PckExtension platform;

    SgxEvidence(SgxQuote quote, PckChain chain, PckExtension platform) {
        this.quote = quote;
        this.chain = chain;
        this.platform = platform;
    }

    SgxQuote quote() {
        return quote;
    }

    PckChain chain() {
        return chain;
    }

    PckExtension platform() {
        return platform;
    }
}
