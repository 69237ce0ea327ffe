package dev.assay.claims;

/** Who vouches for a claim (maa-policy §3). */
public enum Issuer {
    /** From verified evidence. */
    ATTESTATION_SERVICE("AttestationService"),
    /** Made by a policy rule. */
    ATTESTATION_POLICY("AttestationPolicy"),
    /** Sent by the client. */
    CUSTOM_CLAIM("CustomClaim");

    private final String wireName;

    Issuer(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
