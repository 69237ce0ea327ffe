package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import java.util.List;

/** What a policy decided. */
public sealed interface Decision {
    /** The incoming set after the last rule that ran. */
    ClaimSet working();

    /**
     * @param issued the outgoing set in the order of issue, identical (type, value) collapsed
     * @param properties the property set, configuration's and issuance's
     * @param working the incoming set after the last rule
     */
    record Permitted(List<Claim> issued, List<Claim> properties, ClaimSet working) implements Decision {}

    /** A deny was issued. @param rule as in {@code authorizationrules, rule 2 (line 4)} */
    record Denied(String rule, ClaimSet working) implements Decision {}

    /** No rule permitted (PO-06). */
    record NoPermit(ClaimSet working) implements Decision {}

    /** Evaluation failed; counts as a denial. @param budget whether a limit was spent (PO-02) */
    record Failed(String rule, String message, boolean budget, ClaimSet working) implements Decision {}
}
