package dev.assay.policy;

import dev.assay.claims.ClaimValue;
import java.util.Set;

/** {@code expr} (maa-policy §2): what stands right of an operator or an assignment. */
public sealed interface Expression {
    record Literal(ClaimValue value) implements Expression {}

    /** {@code identifier.property}: one value for each claim the identifier stands for. */
    record PropertyReference(String identifier, Property property) implements Expression {}

    /** The identifiers whose claims this is computed from. */
    default Set<String> identifiers() {
        return switch (this) {
            case Literal(var value) -> Set.of();
            case PropertyReference(var identifier, var property) -> Set.of(identifier);
        };
    }
}
