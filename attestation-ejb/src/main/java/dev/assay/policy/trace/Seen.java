package dev.assay.policy.trace;

import dev.assay.claims.Claim;

/** A claim for reading. @param type at most 160 characters. @param issuer as the language names it */
public record Seen(String type, Value value, String issuer, boolean readOnly) {
    private static final int LONGEST = 160;

    public static Seen of(Claim claim) {
        return new Seen(Value.shortened(claim.type(), LONGEST), Value.of(claim.value()), claim.issuer().wireName(),
                claim.readOnly());
    }
}
