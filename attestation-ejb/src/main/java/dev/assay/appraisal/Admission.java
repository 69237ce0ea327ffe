package dev.assay.appraisal;

import dev.assay.collateral.CollateralKey;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Scheme;
import java.util.Set;

/**
 * How far evidence came without collateral: refused already, or its own chain verified and this much wanted next.
 */
public sealed interface Admission {
    /** Bad evidence; nothing may be fetched for it. */
    record Refused(Appraisal appraisal) implements Admission {}

    /** Its chain ends in a pinned anchor; {@code wanted} is what to bring to {@link Appraiser#conclude}. */
    record Admitted<E>(AppraisalRequest request, Scheme<?, E> scheme, E evidence, Checks checks,
            Set<CollateralKey> wanted) implements Admission {}
}
