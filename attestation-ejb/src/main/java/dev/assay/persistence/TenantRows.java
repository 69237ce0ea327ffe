package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.tenant.PolicyStore;
import dev.assay.tenant.StoredPolicy;
import dev.assay.tenant.TenantRecord;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Tenants and their policies in the database; each method one short transaction. */
@Stateless
@LocalBean
public class TenantRows implements PolicyStore {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** The tenant's id, made where there is none; any number of nodes may ask at once. */
    public UUID provision(String name) {
        return idOf(name).orElseGet(() -> {
            UUID fresh = UUID.randomUUID();
            TenantScope.enter(entities, fresh);
            entities.createNativeQuery(
                    "INSERT INTO assay.tenant (tenant_id, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
                    .setParameter(1, fresh).setParameter(2, name).executeUpdate();
            return idOf(name).orElseThrow();
        });
    }

    private Optional<UUID> idOf(String name) {
        return Optional.ofNullable((UUID) entities.createNativeQuery("SELECT assay.tenant_id_of(?1)", UUID.class)
                .setParameter(1, name).getSingleResult());
    }

    /** What the request's one read finds. @param policyVersion in force; 0 for the default */
    public record Admitted(TenantRecord tenant, int policyVersion) {}

    /** The request's one read; empty where there is no such tenant. */
    public Optional<Admitted> admit(UUID tenant, AttestationType type) {
        TenantScope.enter(entities, tenant);
        return entities.createQuery("""
                SELECT t, coalesce(a.version, 0) FROM TenantRow t
                LEFT JOIN ActivePolicyRow a ON a.tenantId = t.tenantId AND a.attestationType = :type
                WHERE t.tenantId = :tenant""", Object[].class)
                .setParameter("type", type.wireName()).setParameter("tenant", tenant).getResultStream().findFirst()
                .map(row -> new Admitted(((TenantRow) row[0]).value(), (Integer) row[1]));
    }

    @Override
    public int activeVersion(UUID tenant, AttestationType type) {
        return versions(tenant, type).active().map(row -> row.version).orElse(0);
    }

    @Override
    public Policy read(UUID tenant, AttestationType type, int version) {
        return stored(tenant, type, version).policy();
    }

    /** A version with the document it came in. */
    public StoredPolicy stored(UUID tenant, AttestationType type, int version) {
        return versions(tenant, type).row(version).value();
    }

    /** As {@link #stored}; empty where there is no such version. */
    public Optional<StoredPolicy> find(UUID tenant, AttestationType type, int version) {
        return Optional.ofNullable(versions(tenant, type).row(version)).map(PolicyRow::value);
    }

    @Override
    public int activate(UUID tenant, AttestationType type, Policy policy) {
        PolicyVersions versions = versions(tenant, type);
        versions.lock();
        Optional<PolicyRow> active = versions.active();
        if (active.filter(row -> row.policyText.equals(policy.text())).isPresent())
            return active.get().version;
        int version = versions.store(policy);
        versions.point(version);
        versions.recordConfigured(version);
        return version;
    }

    private PolicyVersions versions(UUID tenant, AttestationType type) {
        TenantScope.enter(entities, tenant);
        return new PolicyVersions(entities, tenant, type.wireName());
    }
}
