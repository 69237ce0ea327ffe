package dev.assay.impact;

import dev.assay.appraisal.Appraisal;
import dev.assay.evidence.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a replay came to.
 *
 * @param replayed how many were appraised again. @param unchanged how many of them get the same verdict from the draft
 * @param notReproduced how many get another outcome from the policy that was in force then: none, unless something the
 *            outcome rests on was changed under the same name
 * @param notReplayed how many could not be appraised again, by why
 */
public record Account(long replayed, long unchanged, Changes changes, long notReproduced,
        Map<String, Long> notReplayed, Examples examples) {
    public Account {
        notReplayed = Map.copyOf(notReplayed);
    }

    /**
     * @param flips from the policy in force now to the draft
     * @param drift from the verdict recorded then to the policy in force now
     */
    public record Changes(List<Line> flips, List<Line> drift, Claims claims) {
        public Changes {
            flips = List.copyOf(flips);
            drift = List.copyOf(drift);
        }
    }

    /** How many go one way, by reason's code. */
    public record Line(Tally.Direction direction, Map<String, Long> reasons) {
        public Line {
            reasons = Map.copyOf(reasons);
        }

        public long count() {
            return reasons.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Permitted by both, with other claims. @param names how often each claim differs or is on one side only */
    public record Claims(long changed, Map<String, Long> names) {
        public Claims {
            names = Map.copyOf(names);
        }
    }

    public record Examples(List<Example> flips, List<Example> drift, List<Example> notReproduced) {
        public Examples {
            flips = List.copyOf(flips);
            drift = List.copyOf(drift);
            notReproduced = List.copyOf(notReproduced);
        }
    }

    /** @param recorded why the verdict was what it was then */
    public record Example(Instant at, KeptAppraisal.Link link, Reason recorded, Side inForce, Side draft) {}

    /** An outcome of the replay. @param detail one sentence, with the deciding rule's place where a rule decided */
    public record Side(Reason reason, String detail) {
        private static final int LONGEST = 500;

        static Side of(Appraisal appraisal) {
            String detail = appraisal.detail();
            return new Side(appraisal.reason(),
                    detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST - 1) + "…");
        }
    }
}
