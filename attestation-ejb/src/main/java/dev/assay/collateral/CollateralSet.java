package dev.assay.collateral;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The documents found for one appraisal, and for each that was not, why (shown to the caller). */
public record CollateralSet(Map<CollateralKey, CollateralDocument> documents, Map<CollateralKey, String> absent) {
    public static final CollateralSet NONE = new CollateralSet(Map.of(), Map.of());

    public CollateralSet {
        documents = Map.copyOf(documents);
        absent = Map.copyOf(absent);
    }

    /** Both together; where both have a key, the other's. */
    public CollateralSet with(CollateralSet other) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>(documents);
        found.putAll(other.documents());
        Map<CollateralKey, String> missing = new HashMap<>(absent);
        missing.putAll(other.absent());
        return new CollateralSet(found, missing);
    }

    public Optional<CollateralDocument> find(CollateralKey key) {
        return Optional.ofNullable(documents.get(key));
    }

    public String whyAbsent(CollateralKey key) {
        return absent.getOrDefault(key, "not in the collateral given");
    }
}
