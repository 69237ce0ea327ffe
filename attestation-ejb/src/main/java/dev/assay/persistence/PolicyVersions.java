package dev.assay.persistence;

import dev.assay.policy.Policy;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyVersion;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** The versions of one policy, within the transaction at hand, whose tenant is set. @param type by its wire name */
record PolicyVersions(EntityManager entities, UUID tenant, String type) {
    /** why: two nodes that change a policy at once take turns here. */
    void lock() {
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))", Object.class)
                .setParameter(1, tenant + "/" + type).getSingleResult();
        // why: a transaction that read before it waited here must see what the one before it changed.
        entities.clear();
    }

    /** How often the policy in force was changed. */
    int changes() {
        return (Integer) entities.createNativeQuery("""
                SELECT coalesce(max(number), 0) FROM assay.policy_event
                WHERE tenant_id = ?1 AND attestation_type = ?2""", Integer.class).setParameter(1, tenant)
                .setParameter(2, type).getSingleResult();
    }

    Optional<PolicyRow> active() {
        return Optional.ofNullable(entities.find(ActivePolicyRow.class, new ActivePolicyRow.Key(tenant, type)))
                .map(active -> row(active.version));
    }

    PolicyRow row(int version) {
        return entities.find(PolicyRow.class, key(version));
    }

    /** PO-09. why without the signature: one written otherwise, as DER say, makes no other document. */
    boolean hasStored(String document) {
        return !entities.createNativeQuery("""
                SELECT 1 FROM assay.tenant_policy
                WHERE tenant_id = ?1 AND starts_with(document, ?2) LIMIT 1""", Integer.class)
                .setParameter(1, tenant).setParameter(2, document.substring(0, document.lastIndexOf('.') + 1))
                .getResultList().isEmpty();
    }

    int store(Policy policy) {
        checkRoom();
        return persisted(new PolicyRow(key(newest() + 1), policy));
    }

    int store(PolicyVersion wanted, PolicyChange change) {
        checkRoom();
        return persisted(new PolicyRow(key(newest() + 1), wanted, change));
    }

    private int persisted(PolicyRow row) {
        entities.persist(row);
        entities.flush();
        return row.version;
    }

    void point(int version) {
        entities.createNativeQuery("""
                INSERT INTO assay.tenant_policy_active (tenant_id, attestation_type, version) VALUES (?1, ?2, ?3)
                ON CONFLICT (tenant_id, attestation_type)
                DO UPDATE SET version = excluded.version, activated_at = now()""").setParameter(1, tenant)
                .setParameter(2, type).setParameter(3, version).executeUpdate();
        entities.clear();
    }

    /** No row is the default. */
    void pointAtDefault() {
        entities.createNativeQuery("""
                DELETE FROM assay.tenant_policy_active WHERE tenant_id = ?1 AND attestation_type = ?2""")
                .setParameter(1, tenant).setParameter(2, type).executeUpdate();
        entities.clear();
    }

    void recordConfigured(int version) {
        entities.createNativeQuery(
                """
                        INSERT INTO assay.policy_event (tenant_id, attestation_type, number, operation, version, subject, issuer,
                            trace_id, recorded_at)
                        VALUES (?1, ?2, ?3, 'configure', ?4, 'configuration', 'assay', '', now())""")
                .setParameter(1, tenant)
                .setParameter(2, type).setParameter(3, changes() + 1).setParameter(4, version).executeUpdate();
    }

    void record(String operation, int version, PolicyChange change) {
        entities.createNativeQuery(
                """
                        INSERT INTO assay.policy_event (tenant_id, attestation_type, number, operation, version, subject, issuer,
                            trace_id, note, recorded_at)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 AS text), ?10)""")
                .setParameter(1, tenant)
                .setParameter(2, type).setParameter(3, changes() + 1).setParameter(4, operation)
                .setParameter(5, version).setParameter(6, change.subject()).setParameter(7, change.issuer())
                .setParameter(8, change.traceId()).setParameter(9, change.note().orElse(null))
                .setParameter(10, change.at()).executeUpdate();
    }

    /** TE-06. why: the tenant's row is locked, so that two types' uploads at once count each other. */
    private void checkRoom() {
        TenantRow row = entities.find(TenantRow.class, tenant, LockModeType.PESSIMISTIC_WRITE);
        long stored = stored();
        if (stored >= row.policyVersions)
            throw new PolicyQuotaException(row.policyVersions);
    }

    /**
     * Of all types. why: none is ever deleted, so that each type's newest number is how many it has; counting them would
     * take longer with every version.
     */
    private long stored() {
        return (Long) entities.createNativeQuery("""
                WITH RECURSIVE newest AS (
                    (SELECT attestation_type, version FROM assay.tenant_policy WHERE tenant_id = ?1
                     ORDER BY attestation_type DESC, version DESC LIMIT 1)
                    UNION ALL
                    SELECT p.attestation_type, p.version FROM newest n, LATERAL (
                        SELECT attestation_type, version FROM assay.tenant_policy
                        WHERE tenant_id = ?1 AND attestation_type < n.attestation_type
                        ORDER BY attestation_type DESC, version DESC LIMIT 1) p)
                SELECT coalesce(sum(version), 0) FROM newest""", Long.class).setParameter(1, tenant)
                .getSingleResult();
    }

    private int newest() {
        return entities.createQuery("""
                SELECT coalesce(max(p.version), 0) FROM PolicyRow p
                WHERE p.tenantId = :tenant AND p.attestationType = :type""", Integer.class)
                .setParameter("tenant", tenant).setParameter("type", type).getSingleResult();
    }

    private PolicyRow.Key key(int version) {
        return new PolicyRow.Key(tenant, type, version);
    }
}
