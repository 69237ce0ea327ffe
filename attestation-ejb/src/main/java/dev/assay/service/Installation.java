package dev.assay.service;

import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.policy.Policy;
import dev.assay.tenant.Tenant;
import dev.assay.vendor.OidcRoute;
import dev.assay.vendor.PcsClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What configuration says of this installation, read and checked once at start.
 *
 * @param sources where collateral comes from, by anchor set's name
 */
record Installation(String version, String node, String baseUrl, Path kekFile, List<TenantPlan> tenants,
        Map<String, PcsClient> sources, Bounds bounds, OidcRoute oidc) {
    /** Whether a tenant's policy of a type is configuration's to set. */
    boolean givesPolicy(String tenant, AttestationType type) {
        return tenants.stream().anyMatch(plan -> plan.name().equals(tenant) && plan.policies().containsKey(type));
    }

    /** A tenant as configured. @param policies to bring in force at start */
    record TenantPlan(String name, String issuer, AnchorSet anchors, Baseline baseline,
            Map<AttestationType, Policy> policies) {
        Tenant tenant(UUID id) {
            return new Tenant(id, name, issuer, anchors, baseline);
        }
    }
}
