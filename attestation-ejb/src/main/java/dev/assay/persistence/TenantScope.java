package dev.assay.persistence;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Sets the tenant for the transaction at hand (TE-02). */
final class TenantScope {
    private TenantScope() {}

    static void enter(EntityManager entities, UUID tenant) {
        entities.createNativeQuery("SELECT set_config('assay.tenant', ?1, true)", String.class)
                .setParameter(1, tenant.toString()).getSingleResult();
    }
}
