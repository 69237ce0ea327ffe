package dev.assay.tpm;

/** A request that the key it brings has signed, or from the command line a payload alone. Made by {@link TpmScheme}. */
public final class TpmEvidence {
    private final TpmRequest request;

    TpmEvidence(TpmRequest request) {
        this.request = request;
    }

    TpmRequest request() {
        return request;
    }
}
