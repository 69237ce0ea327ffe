package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import dev.assay.policy.Condition;
import dev.assay.policy.Expression.Literal;
import dev.assay.policy.PropertyTest;

/**
 * Claims that can be in the working set, of one type and issuer.
 *
 * @param type empty: any
 * @param always whether there is one whatever the evidence says
 */
record Shape(String type, Issuer issuer, ValueShape value, boolean always) {
    static Shape of(KnownClaim claim) {
        Trail trail = TpmVocabulary.EVENTS.contains(claim.type()) ? Trail.document() : Trail.NONE;
        return new Shape(claim.type(), Issuer.ATTESTATION_SERVICE,
                new ValueShape(claim.form(), claim.readOnly(), trail), claim.always());
    }

    /** Whatever a client sends. */
    static Shape custom() {
        return new Shape("", Issuer.CUSTOM_CLAIM, ValueShape.ANY, false);
    }

    Tri passes(Condition condition) {
        Tri all = Tri.ALWAYS;
        for (PropertyTest test : condition.tests()) {
            Tri one = passes(test);
            all = one.compareTo(all) < 0 ? one : all;
        }
        return all;
    }

    Tri passes(PropertyTest test) {
        if (!(test.operand() instanceof Literal(ClaimValue literal)))
            return Tri.MAYBE;
        return switch (test.property()) {
            case TYPE -> type.isEmpty()
                    ? Tri.MAYBE
                    : Tri.of(test.operator().holds(ClaimValue.of(type), literal));
            case ISSUER -> Tri.of(test.operator().holds(ClaimValue.of(issuer.wireName()), literal));
            case VALUE -> value.form().compare(test.operator(), literal);
            case VALUE_TYPE -> value.form().typeName().isEmpty()
                    ? Tri.MAYBE
                    : Tri.of(test.operator().holds(ClaimValue.of(value.form().typeName()), literal));
        };
    }
}
