package dev.assay.impact;

import dev.assay.appraisal.Appraisal;
import dev.assay.evidence.Verdict;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One kept appraisal, made again.
 *
 * @param asRecorded under the policy that was in force then; empty where this release has another in its place
 * @param inForce under the policy that is in force now. @param draft under the draft
 */
public record Replayed(KeptAppraisal kept, Optional<Appraisal> asRecorded, Appraisal inForce, Appraisal draft) {
    /** These name the policy, so they differ with every other. */
    private static final Set<String> OF_THE_POLICY = Set.of("x-ms-policy", "x-ms-policy-hash");

    boolean reproduced() {
        return asRecorded.isEmpty() || asRecorded.get().reason() == kept.reason();
    }

    /** Whether the policy in force now is of another mind than the one that was. */
    boolean drifted() {
        return inForce.verdict() != kept.reason().verdict();
    }

    /** Whether activation would change the verdict. */
    boolean flips() {
        return inForce.verdict() != draft.verdict();
    }

    /** Names of claims that the token of one has and the other's has not, or of another value; none unless both permit. */
    Set<String> changedClaims() {
        if (inForce.verdict() != Verdict.PERMIT || draft.verdict() != Verdict.PERMIT)
            return Set.of();
        JsonObject before = inForce.tokenClaims();
        JsonObject after = draft.tokenClaims();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> OF_THE_POLICY.contains(name)
                || before.containsKey(name) && before.get(name).equals(after.get(name)));
        return names;
    }
}
