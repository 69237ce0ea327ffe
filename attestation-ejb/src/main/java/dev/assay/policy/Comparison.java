package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import java.util.List;

/** One test of a condition: its right-hand side is computed when first needed, and kept while the bindings stay. */
final class Comparison {
    private final PropertyTest test;
    private final Bindings bindings;
    private final Computation computation;
    private List<Derived> right;

    Comparison(PropertyTest test, Bindings bindings, Computation computation) {
        this.test = test;
        this.bindings = bindings;
        this.computation = computation;
    }

    /** Another claim is chosen somewhere, so what was computed counts no more. */
    void begin() {
        right = null;
    }

    /** Whether it holds for one of the values on the right. */
    boolean holds(Claim claim) {
        if (right == null) {
            right = computation.values(test.operand(), bindings);
        }
        ClaimValue left = test.property().of(claim);
        for (int i = 0; i < right.size(); i++) {
            computation.budget().spend(Math.min(i, 1));
            computation.budget().compare(left, right.get(i).value());
            if (test.operator().holds(left, right.get(i).value()))
                return true;
        }
        return false;
    }
}
