package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;

/**
 * A value an expression has.
 *
 * @param readOnly whether it was computed from a read-only claim's value (maa-policy §7)
 */
record Derived(ClaimValue value, boolean readOnly) {
    static Derived free(ClaimValue value) {
        return new Derived(value, false);
    }

    static Derived read(Property property, Claim claim) {
        return new Derived(property.of(claim), claim.readOnly() && property == Property.VALUE);
    }
}
