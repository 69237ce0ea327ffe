package dev.assay.service;

import dev.assay.audit.AuditTrail;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.CollateralSource;
import dev.assay.tenant.Endorsements;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import java.util.Set;
import java.util.stream.Collectors;

/** What the flow asks of the world. @param endorsements the tenant's own statements. @param sightings of devices */
record Ports(TenantDirectory tenants, CollateralSource collateral, TenantKeys keys, AuditTrail audit,
        Endorsements endorsements, Sightings sightings) {
    /** Where no tenant knows of any device. */
    Ports(TenantDirectory tenants, CollateralSource collateral, TenantKeys keys, AuditTrail audit) {
        this(tenants, collateral, keys, audit, Endorsements.NONE, Sightings.NOWHERE);
    }

    /**
     * The vendors' documents and the tenant's own statements, each from where it is; may wait (3 s at most).
     *
     * @throws dev.assay.persistence.StoreException where the tenant's cannot be read
     */
    CollateralSet documents(Tenant tenant, Set<CollateralKey> keys) {
        Set<CollateralKey> own = keys.stream().filter(key -> key.kind().tenantOwned()).collect(Collectors.toSet());
        Set<CollateralKey> vendors = keys.stream().filter(key -> !own.contains(key)).collect(Collectors.toSet());
        CollateralSet found = vendors.isEmpty() && !own.isEmpty()
                ? CollateralSet.NONE
                : collateral.find(tenant.anchors(), vendors);
        return own.isEmpty() ? found : found.with(endorsements.find(tenant, own));
    }
}
