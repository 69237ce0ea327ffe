package dev.assay.service;

import dev.assay.appraisal.Appraiser;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.CollateralArchive;
import dev.assay.persistence.TenantRows;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.tenant.StoredPolicy;
import dev.assay.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What replays are made with.
 *
 * @param queue what is still on its way to the archive
 */
record ImpactParts(Appraiser appraiser, ImpactPlace.Archives stored, CollateralArchive collateral, TenantRows policies,
        EvidenceQueue queue) {
    private static final Duration MOMENT = Duration.ofMillis(20);

    /** @param version 0: the shipped default */
    Optional<Policy> policy(Tenant tenant, AttestationType type, int version) {
        return version == 0
                ? DefaultPolicies.servedFor(type.wireName())
                : policies.find(tenant.id(), type, version).map(StoredPolicy::policy);
    }

    ImpactGround.Sources sources(Tenant tenant, AttestationType type, StoredTenants directory) {
        return new ImpactGround.Sources(directory::anchorSet, name -> StoredTenants.baseline(tenant, name),
                collateral::find, version -> policy(tenant, type, version), tenant.issuer());
    }

    ImpactPlace place(Tenant tenant, Surroundings surroundings, StoredTenants directory) {
        return new ImpactPlace(tenant.name(), surroundings, stored, queue::idle,
                () -> directory.inForce(tenant.name())
                        .filter(now -> now.settings().keepEvidenceDays().isPresent()).isPresent(),
                () -> LockSupport.parkNanos(MOMENT.toNanos()));
    }
}
