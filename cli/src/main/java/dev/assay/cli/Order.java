package dev.assay.cli;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Terms;
import dev.assay.collateral.CollateralSource;
import java.util.List;

/**
 * One appraisal, all its inputs read.
 *
 * @param notes what a reader of the answer must know about how it was asked for
 */
record Order(AppraisalRequest request, CollateralSource collateral, Terms terms, List<String> notes) {
    Order {
        notes = List.copyOf(notes);
    }

    Appraisal appraise(Appraiser appraiser) {
        return switch (appraiser.admit(request, terms.anchors(), terms.at())) {
            case Admission.Refused refused -> refused.appraisal();
            case Admission.Admitted<?> admitted -> appraiser.conclude(admitted,
                    collateral.find(terms.anchors(), admitted.wanted()), terms);
        };
    }
}
