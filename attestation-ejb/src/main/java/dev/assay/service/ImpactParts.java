package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.audit.AuditRecord;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.TenantRows;
import dev.assay.persistence.TpmStatements;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.tenant.StoredPolicy;
import dev.assay.tenant.Tenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What replays are made with.
 *
 * @param queue what is still on its way to the archive
 */
record ImpactParts(Appraiser appraiser, ImpactPlace.Archives stored, Documents documents, TenantRows policies,
        EvidenceQueue queue) {
    /** What was at hand. @param statements the tenants' own */
    record Documents(CollateralArchive collateral, TpmStatements statements) {
        /** By anchor set's name and digests. */
        Map<CollateralKey, CollateralDocument> find(Tenant tenant, String anchorSet,
                List<AuditRecord.Document> wanted) {
            Map<Boolean, List<AuditRecord.Document>> own = wanted.stream().collect(Collectors
                    .partitioningBy(document -> CollateralKind.valueOf(document.kind()).tenantOwned()));
            Map<CollateralKey, CollateralDocument> found = new HashMap<>(collateral.find(anchorSet, own.get(false)));
            if (!own.get(true).isEmpty())
                found.putAll(statements.kept(tenant.id(), own.get(true)));
            return found;
        }
    }

    private static final Duration MOMENT = Duration.ofMillis(20);

    /** @param version 0: the shipped default */
    Optional<Policy> policy(Tenant tenant, AttestationType type, int version) {
        return version == 0
                ? Optional.of(DefaultPolicies.shippedFor(type.wireName()))
                : policies.find(tenant.id(), type, version).map(StoredPolicy::policy);
    }

    ImpactGround.Sources sources(Tenant tenant, AttestationType type, StoredTenants directory) {
        return new ImpactGround.Sources(directory::anchorSet, name -> StoredTenants.baseline(tenant, name),
                (anchorSet, wanted) -> documents.find(tenant, anchorSet, wanted),
                version -> policy(tenant, type, version), tenant.issuer());
    }

    ImpactPlace place(Tenant tenant, Surroundings surroundings, StoredTenants directory) {
        return new ImpactPlace(tenant.name(), surroundings, stored, queue::idle,
                () -> directory.inForce(tenant.name())
                        .filter(now -> now.settings().keepEvidenceDays().isPresent()).isPresent(),
                () -> LockSupport.parkNanos(MOMENT.toNanos()));
    }
}
