package dev.assay.claims;

import java.util.Objects;

/**
 * One claim. {@code type} is opaque and case-sensitive. A {@code readOnly} claim, and what a function derives from it,
 * cannot be issued into a token (maa-policy §3, §7).
 */
public record Claim(String type, ClaimValue value, Issuer issuer, boolean readOnly) {
    public Claim {
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        Objects.requireNonNull(issuer);
    }

    public static Claim service(String type, ClaimValue value) {
        return new Claim(type, value, Issuer.ATTESTATION_SERVICE, false);
    }

    public static Claim custom(String type, ClaimValue value) {
        return new Claim(type, value, Issuer.CUSTOM_CLAIM, false);
    }

    public static Claim policy(String type, ClaimValue value) {
        return new Claim(type, value, Issuer.ATTESTATION_POLICY, false);
    }
}
