package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;
import java.nio.charset.StandardCharsets;

/** What one evaluation may spend (PO-02). A step is a rule begun, a claim looked at, or a comparison that held. */
final class Budget {
    static final int MOST_STEPS = 200_000;
    static final int MOST_CLAIMS = 10_000;
    static final int MOST_OUTPUT_BYTES = 1024 * 1024;

    private int steps;
    private long outputBytes;

    Budget(int stepsSpent) {
        this.steps = stepsSpent;
    }

    int steps() {
        return steps;
    }

    void step() {
        if (++steps > MOST_STEPS)
            throw EvaluationException.budget("The policy takes more than %d steps over these claims. Let each "
                    .formatted(MOST_STEPS) + "condition name a claim type, and compare fewer conditions' claims.");
    }

    void claims(int count) {
        if (count > MOST_CLAIMS)
            throw EvaluationException.budget("The policy works on more than %d claims. Add fewer."
                    .formatted(MOST_CLAIMS));
    }

    void output(Claim claim) {
        outputBytes += bytes(claim.type()) + switch (claim.value()) {
            case Flag(var flag) -> bytes(String.valueOf(flag));
            case Whole(var whole) -> bytes(String.valueOf(whole));
            case Text(var text) -> bytes(text);
        };
        if (outputBytes > MOST_OUTPUT_BYTES)
            throw EvaluationException.budget("The policy issues more than %d bytes. Issue less."
                    .formatted(MOST_OUTPUT_BYTES));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
