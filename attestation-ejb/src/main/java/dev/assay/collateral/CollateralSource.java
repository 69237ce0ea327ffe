package dev.assay.collateral;

import java.util.Set;

/** Port: where collateral comes from. The only step of an appraisal that may wait (3 s at most). */
@FunctionalInterface
public interface CollateralSource {
    /** Never throws for what is missing or out of reach: the set says which document is absent and why. */
    CollateralSet find(AnchorSet anchors, Set<CollateralKey> keys);
}
