package dev.assay.claims;

import java.util.Comparator;
import java.util.Objects;

/**
 * One claim. {@code type} is opaque and case-sensitive. A {@code readOnly} claim, and what a function derives from it,
 * cannot be issued into a token (maa-policy §3, §7).
 */
public record Claim(String type, ClaimValue value, Issuer issuer, boolean readOnly) implements Comparable<Claim> {
    private static final Comparator<Claim> ORDER = Comparator.comparing(Claim::type).thenComparing(Claim::issuer)
            .thenComparing(Claim::readOnly).thenComparing(claim -> claim.value().typeName())
            .thenComparing(Claim::text);

    public Claim {
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        Objects.requireNonNull(issuer);
    }

    /** why: as of {@link ClaimValue}; consistent with equals. */
    @Override
    public int compareTo(Claim other) {
        return ORDER.compare(this, other);
    }

    private String text() {
        return switch (value) {
            case ClaimValue.Flag(boolean flag) -> Boolean.toString(flag);
            case ClaimValue.Whole(long whole) -> Long.toString(whole);
            case ClaimValue.Text(String text) -> text;
        };
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
