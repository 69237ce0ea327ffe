package dev.assay.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a policy for one kind of evidence can speak of.
 *
 * @param evidence the kind, by its name on the wire, as {@code SgxEnclave}
 * @param customClaims whether clients can send claims of their own (maa-policy §3)
 */
public record ClaimVocabulary(String evidence, List<KnownClaim> claims, List<KnownProperty> properties,
        boolean customClaims) {
    public ClaimVocabulary {
        claims = List.copyOf(claims);
        properties = List.copyOf(properties);
    }

    /** By type; of several forms under one name, the first. */
    Map<String, KnownClaim> byType() {
        return claims.stream().collect(Collectors.toMap(KnownClaim::type, claim -> claim, (one, other) -> one));
    }

    boolean has(String type) {
        return claims.stream().anyMatch(claim -> claim.type().equals(type));
    }

    Optional<KnownProperty> property(String name) {
        return properties.stream().filter(property -> property.name().equals(name)).findFirst();
    }
}
