package dev.assay.persistence;

import dev.assay.collateral.CollateralDocument;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A verified document with what its verification read from it.
 *
 * @param evaluationNumber {@code tcbEvaluationDataNumber}; 0 for a CRL
 * @param issueNumber a CRL's number; 0 for the others
 * @param source a URL, or {@code import}
 */
public record ArchivedDocument(CollateralDocument document, Dates dates, long evaluationNumber, BigInteger issueNumber,
        String source) {
    /** When it was issued, when its use ends, when we received it. */
    public record Dates(Instant issueDate, Instant nextUpdate, Instant fetchedAt) {}
}
