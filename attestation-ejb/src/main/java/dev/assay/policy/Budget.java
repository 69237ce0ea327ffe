package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.ClaimValue.Flag;
import dev.assay.claims.ClaimValue.Text;
import dev.assay.claims.ClaimValue.Whole;
import java.nio.charset.StandardCharsets;

/**
 * What one evaluation may spend (PO-02). A step is a rule begun, a test of conditions that all may hold, a claim
 * looked at, a comparison that held, a function called, a value it gave; and 512 characters copied, compared or read, or 16 steps of a query.
 */
final class Budget {
    static final int MOST_STEPS = 200_000;
    static final int MOST_CLAIMS = 10_000;
    static final int MOST_OUTPUT_BYTES = 1024 * 1024;
    /** Of one value that a function makes, and of all that one evaluation's functions make. */
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    static final int MOST_MADE_CHARACTERS = 32 * 1024 * 1024;

    private static final int CHARACTERS_A_STEP = 512;
    private static final int QUERY_STEPS_A_STEP = 16;
    private static final int MARKS_A_STEP = 16;

    private int steps;
    private long querySteps;
    private long madeCharacters;
    private long outputBytes;

    Budget(int stepsSpent) {
        this.steps = stepsSpent;
    }

    int steps() {
        return steps;
    }

    void step() {
        spend(1);
    }

    void spend(long count) {
        // why: a sum that would pass the limit is not made, so that it cannot overflow either.
        if (count > MOST_STEPS - steps)
            throw EvaluationException.budget("The policy takes more than %d steps over these claims. Let each "
                    .formatted(MOST_STEPS) + "condition name a claim type, and compare fewer conditions' claims.");
        steps += (int) count;
    }

    /** What JMESPath counts; its steps are shorter than those of rules. */
    void query(int count) {
        querySteps += count;
        spend(querySteps / QUERY_STEPS_A_STEP);
        querySteps %= QUERY_STEPS_A_STEP;
    }

    /** A text is read or copied; nothing for a short one. */
    void characters(int count) {
        spend(count / CHARACTERS_A_STEP);
    }

    /** JSON is parsed: its length, and what it could hold, which costs more. */
    void parse(String json) {
        characters(json.length());
        int marks = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            marks += c == ',' || c == ':' || c == '[' || c == '{' ? 1 : 0;
        }
        spend(marks / MARKS_A_STEP);
    }

    void compare(ClaimValue left, ClaimValue right) {
        if (left instanceof Text(var a) && right instanceof Text(var b) && a.length() == b.length()) {
            characters(a.length());
        }
    }

    /** Called before a text of at least this length is made. */
    void room(long length) {
        if (length > MOST_CHARACTERS)
            throw EvaluationException.budget("A function makes a value of more than %d characters. Select less."
                    .formatted(MOST_CHARACTERS));
    }

    /** A function makes a text, which can stay as long as the evaluation. */
    void make(int length) {
        room(length);
        characters(length);
        madeCharacters += length;
        if (madeCharacters > MOST_MADE_CHARACTERS)
            throw EvaluationException.budget("The policy's functions make values of more than %d characters in all. "
                    .formatted(MOST_MADE_CHARACTERS) + "Select less.");
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
