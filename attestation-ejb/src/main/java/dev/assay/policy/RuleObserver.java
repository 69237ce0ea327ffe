package dev.assay.policy;

import dev.assay.claims.Claim;
import java.util.List;

/**
 * Told of each rule that ran. It sees what the rule saw and made, and has no part in the decision; it may not throw.
 * The list is read only, and good during the call.
 */
interface RuleObserver {
    RuleObserver NONE = (rule, claims, before, ending) -> {
        // Nobody looks.
    };

    /** How a rule ended. */
    sealed interface Ending {
        Ending IDLE = new Done(false);
        Ending FIRED = new Done(true);

        /** @param fired whether its conditions were met */
        record Done(boolean fired) implements Ending {}

        record Failed(String message) implements Ending {}
    }

    /** @param claims the working set after the rule. @param before how many of them it began with */
    void ran(Rule rule, List<Claim> claims, int before, Ending ending);
}
