package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.Expression.PropertyReference;
import java.util.List;
import java.util.function.Function;

/**
 * A value an expression has under one binding of its identifiers.
 *
 * @param readOnly whether it was computed from a read-only claim's value (maa-policy §7)
 */
record Derived(ClaimValue value, boolean readOnly) {
    /** A list, since a function may have no value or several (maa-policy §7); literals and references have one. */
    static List<Derived> from(Expression expression, Function<String, Claim> binding) {
        return switch (expression) {
            case Literal(var value) -> List.of(new Derived(value, false));
            case PropertyReference(var identifier, var property) -> List.of(read(property, binding.apply(identifier)));
        };
    }

    private static Derived read(Property property, Claim claim) {
        return new Derived(property.of(claim), claim.readOnly() && property == Property.VALUE);
    }
}
