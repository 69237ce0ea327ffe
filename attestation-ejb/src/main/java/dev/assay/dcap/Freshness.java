package dev.assay.dcap;

import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.VerificationTerms;
import java.time.Instant;

/** Dates of collateral against the appraisal's instant, with the grace the baseline grants (CO-02). */
final class Freshness {
    private final VerificationTerms terms;
    private boolean graceUsed;
    private Instant earliestEnd = Instant.MAX;

    Freshness(VerificationTerms terms) {
        this.terms = terms;
    }

    /** {@code issue ≤ at ≤ next}, or within grace; notes the end for the token's lifetime. */
    void check(String what, Reason expired, Instant issue, Instant next) {
        Instant at = terms.at();
        if (at.isBefore(issue) || at.isAfter(next.plus(terms.collateralGrace()))) {
            throw new Refusal(expired, "%s is valid from %s to %s, not at %s".formatted(what, issue, next, at));
        }
        if (at.isAfter(next))
            graceUsed = true;
        ends(at.isAfter(next) ? next.plus(terms.collateralGrace()) : next);
    }

    /** Notes an end that bounds the verdict (checklist A, expiry rule). */
    void ends(Instant end) {
        if (end.isBefore(earliestEnd))
            earliestEnd = end;
    }

    boolean graceUsed() {
        return graceUsed;
    }

    Instant earliestEnd() {
        return earliestEnd;
    }
}
