package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import java.util.Arrays;
import java.util.Optional;

/** What a rule can ask of a claim (maa-policy §3). */
public enum Property {
    TYPE("type"),
    VALUE("value"),
    VALUE_TYPE("valueType"),
    ISSUER("issuer");

    private final String keyword;

    Property(String keyword) {
        this.keyword = keyword;
    }

    public String keyword() {
        return keyword;
    }

    public ClaimValue of(Claim claim) {
        return switch (this) {
            case TYPE -> ClaimValue.of(claim.type());
            case VALUE -> claim.value();
            case VALUE_TYPE -> ClaimValue.of(claim.value().typeName());
            case ISSUER -> ClaimValue.of(claim.issuer().wireName());
        };
    }

    static Optional<Property> named(Token word) {
        return Arrays.stream(values()).filter(property -> word.isWord(property.keyword)).findFirst();
    }
}
