package dev.assay.service;

import dev.assay.evidence.AttestationType;
import dev.assay.persistence.TenantRows;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The tenants of this installation's configuration, their policies read from the store; compiled ones are kept. */
final class ConfiguredTenants implements TenantDirectory {
    private static final int KEPT = 256;

    private final Map<String, Tenant> tenants = new LinkedHashMap<>();
    private final TenantRows rows;
    private final Map<Version, Policy> compiled = new ConcurrentHashMap<>();

    /** TE-03: the tenant is part of the key. */
    private record Version(UUID tenant, AttestationType type, int number) {}

    ConfiguredTenants(List<Tenant> tenants, TenantRows rows) {
        tenants.forEach(tenant -> this.tenants.put(tenant.name(), tenant));
        this.rows = rows;
    }

    @Override
    public List<Tenant> all() {
        return List.copyOf(tenants.values());
    }

    @Override
    public Optional<Tenant> find(String name) {
        return Optional.ofNullable(tenants.get(name));
    }

    @Override
    public Optional<TenantSnapshot> snapshot(String name, AttestationType type) {
        return find(name).flatMap(tenant -> rows.admit(tenant.id(), type)
                .map(version -> new TenantSnapshot(tenant, version, policy(tenant, type, version))));
    }

    private Policy policy(Tenant tenant, AttestationType type, int version) {
        if (version == 0)
            return DefaultPolicies.servedFor(type.wireName()).orElseThrow();
        Version key = new Version(tenant.id(), type, version);
        Policy held = compiled.get(key);
        if (held != null)
            return held;
        Policy fresh = rows.read(tenant.id(), type, version);
        if (compiled.size() >= KEPT)
            compiled.clear();
        compiled.put(key, fresh);
        return fresh;
    }
}
