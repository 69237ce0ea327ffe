package dev.assay.service;

import dev.assay.audit.AuditRecord;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Baseline;
import dev.assay.impact.KeptAppraisal;
import dev.assay.impact.Replay;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Finds what the names and digests in a kept appraisal stand for, each once for a run. */
final class ImpactGround {
    /** A run meets a handful; one that meets more reads them again. */
    private static final int KEPT = 64;

    private final Sources sources;
    private final Map<Documents, CollateralSet> collateral = new HashMap<>();
    private final Map<Integer, Optional<Policy>> policies = new HashMap<>();

    private record Documents(String anchorSet, List<AuditRecord.Document> documents) {}

    /**
     * Where things are looked up, for one tenant and type.
     *
     * @param anchors by name. @param baseline by name
     * @param collateral by anchor set's name and digests; what is not there is left out
     * @param policy by version, 0: the shipped default
     * @param issuer the tenant's issuer URL
     */
    record Sources(Function<String, Optional<AnchorSet>> anchors, Function<String, Optional<Baseline>> baseline,
            BiFunction<String, List<AuditRecord.Document>, Map<CollateralKey, CollateralDocument>> collateral,
            IntFunction<Optional<Policy>> policy, String issuer) {}

    ImpactGround(Sources sources) {
        this.sources = sources;
    }

    /** What a kept appraisal stands on, or why it cannot be made again. */
    sealed interface Found {
        record Whole(Replay.Ground ground) implements Found {}

        /** @param why stable, lower case with hyphens */
        record Lacking(String why) implements Found {}
    }

    Found of(KeptAppraisal kept) {
        AuditRecord.Basis basis = kept.basis();
        Optional<AnchorSet> anchors = sources.anchors().apply(basis.anchorSet());
        Optional<Baseline> baseline = sources.baseline().apply(basis.baseline());
        if (anchors.isEmpty())
            return new Found.Lacking("anchor-set-gone");
        if (baseline.isEmpty())
            return new Found.Lacking("baseline-gone");
        CollateralSet documents = documents(new Documents(basis.anchorSet(), basis.collateral()));
        if (documents.documents().size() < basis.collateral().size())
            return new Found.Lacking("collateral-gone");
        return new Found.Whole(new Replay.Ground(anchors.get(), baseline.get(), documents, sources.issuer()));
    }

    private CollateralSet documents(Documents wanted) {
        if (collateral.size() >= KEPT)
            collateral.clear();
        return collateral.computeIfAbsent(wanted, key -> new CollateralSet(
                sources.collateral().apply(key.anchorSet(), key.documents()), Map.of()));
    }

    /** The policy that was in force then; empty where another bears its number now, or none that can be read. */
    Optional<Policy> recorded(KeptAppraisal kept) {
        if (policies.size() >= KEPT)
            policies.clear();
        return policies.computeIfAbsent(kept.basis().policyVersion(),
                this::readable).filter(policy -> policy.hash().equals(kept.basis().policyHash()));
    }

    private Optional<Policy> readable(int version) {
        try {
            return sources.policy().apply(version);
        } catch (PolicyParsingException ofAnotherRelease) {
            return Optional.empty();
        }
    }
}
