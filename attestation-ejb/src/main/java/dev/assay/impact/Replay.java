package dev.assay.impact;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Terms;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Baseline;
import dev.assay.policy.Policy;

/** Makes an appraisal again from what is kept of it, at its own instant, under a policy of choice. */
public final class Replay {
    private final Appraiser appraiser;

    public Replay(Appraiser appraiser) {
        this.appraiser = appraiser;
    }

    /** What the names in a kept appraisal's basis stand for. @param issuer the tenant's issuer URL */
    public record Ground(AnchorSet anchors, Baseline baseline, CollateralSet collateral, String issuer) {}

    public Appraisal under(Policy policy, KeptAppraisal kept, Ground ground) {
        return switch (appraiser.admit(kept.request(), ground.anchors(), kept.place().at())) {
            case Admission.Refused refused -> refused.appraisal();
            case Admission.Admitted<?> admitted -> appraiser.conclude(admitted, ground.collateral(),
                    new Terms(ground.anchors(), ground.baseline(), policy, kept.place().at(), true,
                            ground.issuer()));
        };
    }
}
