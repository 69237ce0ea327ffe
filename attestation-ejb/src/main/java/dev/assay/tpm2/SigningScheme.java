package dev.assay.tpm2;

/**
 * A signing scheme with its hash (Part 2, 11.2.1).
 *
 * @param algorithm RSASSA, RSAPSS or ECDSA
 */
public record SigningScheme(Algorithm algorithm, TpmHash hash) {
    /** TPM_ALG_ID (Part 2, 6.3). */
    public enum Algorithm {
        RSASSA(0x0014),
        RSAPSS(0x0016),
        ECDSA(0x0018);

        private final int id;

        Algorithm(int id) {
            this.id = id;
        }

        public int id() {
            return id;
        }
    }

    @Override
    public String toString() {
        return algorithm + " with " + hash.jca();
    }
}
