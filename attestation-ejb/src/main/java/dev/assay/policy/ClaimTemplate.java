package dev.assay.policy;

import java.util.HashSet;
import java.util.Set;

/** {@code claimArg} (maa-policy §2): the claim an action makes. */
public sealed interface ClaimTemplate {
    /** {@code claim=identifier}: the matching claims as they are, issuer included (§3). */
    record Copy(String identifier) implements ClaimTemplate {}

    /** {@code type=…, value=…}: made by the policy, whatever it is made from. */
    record Made(Expression type, Expression value) implements ClaimTemplate {}

    /** The identifiers whose claims it is made from. */
    default Set<String> identifiers() {
        return switch (this) {
            case Copy(var identifier) -> Set.of(identifier);
            case Made(var type, var value) -> union(type.identifiers(), value.identifiers());
        };
    }

    /** Those of them it takes one claim at a time (§4.1). */
    default Set<String> singles() {
        return switch (this) {
            case Copy(var identifier) -> Set.of(identifier);
            case Made(var type, var value) -> union(type.singles(), value.singles());
        };
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
