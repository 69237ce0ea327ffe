package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.tenant.PolicyStore;
import dev.assay.tenant.TenantRecord;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
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
        TenantScope.enter(entities, tenant);
        return active(tenant, type).map(row -> row.version).orElse(0);
    }

    @Override
    public Policy read(UUID tenant, AttestationType type, int version) {
        TenantScope.enter(entities, tenant);
        return Policy.parse(row(tenant, type, version).policyText);
    }

    @Override
    public int activate(UUID tenant, AttestationType type, Policy policy) {
        TenantScope.enter(entities, tenant);
        // why: two nodes that store a policy at once take turns here.
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))", Object.class)
                .setParameter(1, tenant + "/" + type.wireName()).getSingleResult();
        Optional<ActivePolicyRow> active = active(tenant, type);
        if (active.isPresent() && row(tenant, type, active.get().version).policyText.equals(policy.text()))
            return active.get().version;
        checkRoom(tenant);
        int version = newest(tenant, type) + 1;
        entities.persist(new PolicyRow(new PolicyRow.Key(tenant, type.wireName(), version), policy));
        entities.flush();
        point(tenant, type, version);
        return version;
    }

    private void point(UUID tenant, AttestationType type, int version) {
        entities.createNativeQuery("""
                INSERT INTO assay.tenant_policy_active (tenant_id, attestation_type, version) VALUES (?1, ?2, ?3)
                ON CONFLICT (tenant_id, attestation_type)
                DO UPDATE SET version = excluded.version, activated_at = now()""").setParameter(1, tenant)
                .setParameter(2, type.wireName()).setParameter(3, version).executeUpdate();
        entities.clear();
    }

    /** TE-06. why: the tenant's row is locked, so that two types' uploads at once count each other. */
    private void checkRoom(UUID tenant) {
        TenantRow row = entities.find(TenantRow.class, tenant, LockModeType.PESSIMISTIC_WRITE);
        long stored = entities.createQuery("SELECT count(p) FROM PolicyRow p WHERE p.tenantId = :tenant", Long.class)
                .setParameter("tenant", tenant).getSingleResult();
        if (stored >= row.policyVersions)
            throw new PolicyQuotaException(row.policyVersions);
    }

    private int newest(UUID tenant, AttestationType type) {
        return entities.createQuery("""
                SELECT coalesce(max(p.version), 0) FROM PolicyRow p
                WHERE p.tenantId = :tenant AND p.attestationType = :type""", Integer.class)
                .setParameter("tenant", tenant).setParameter("type", type.wireName()).getSingleResult();
    }

    private Optional<ActivePolicyRow> active(UUID tenant, AttestationType type) {
        return Optional.ofNullable(entities.find(ActivePolicyRow.class,
                new ActivePolicyRow.Key(tenant, type.wireName())));
    }

    private PolicyRow row(UUID tenant, AttestationType type, int version) {
        return entities.find(PolicyRow.class, new PolicyRow.Key(tenant, type.wireName(), version));
    }
}
