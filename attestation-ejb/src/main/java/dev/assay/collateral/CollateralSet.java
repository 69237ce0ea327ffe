package dev.assay.collateral;

import java.util.Map;
import java.util.Optional;

/** The documents found for one appraisal, and for each that was not, why (shown to the caller). */
public record CollateralSet(Map<CollateralKey, CollateralDocument> documents, Map<CollateralKey, String> absent) {
    public static final CollateralSet NONE = new CollateralSet(Map.of(), Map.of());

    public CollateralSet {
        documents = Map.copyOf(documents);
        absent = Map.copyOf(absent);
    }

    public Optional<CollateralDocument> find(CollateralKey key) {
        return Optional.ofNullable(documents.get(key));
    }

    public String whyAbsent(CollateralKey key) {
        return absent.getOrDefault(key, "not in the collateral given");
    }
}
