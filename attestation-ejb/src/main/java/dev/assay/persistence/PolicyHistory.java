package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.KeptVersion.Activation;
import dev.assay.tenant.KeptVersion.Activity;
import dev.assay.tenant.KeptVersion.Author;
import dev.assay.tenant.KeptVersion.Interval;
import dev.assay.tenant.PolicyStanding;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What one policy was and is, within the transaction at hand, whose tenant is set. @param type by its wire name */
record PolicyHistory(EntityManager entities, UUID tenant, String type) {
    /** why: one statement, since each sees the database at another instant (READ COMMITTED). */
    PolicyStanding standing() {
        return standing((Object[]) entities.createNativeQuery("""
                SELECT coalesce(e.number, 0), coalesce(a.version, 0), e.recorded_at, e.operation, e.subject, e.issuer,
                    e.note
                FROM (SELECT 1) one
                LEFT JOIN assay.tenant_policy_active a ON a.tenant_id = ?1 AND a.attestation_type = ?2
                LEFT JOIN LATERAL (SELECT * FROM assay.policy_event
                    WHERE tenant_id = ?1 AND attestation_type = ?2 ORDER BY number DESC LIMIT 1) e ON true""",
                Object[].class).setParameter(1, tenant).setParameter(2, type).getSingleResult());
    }

    /** As a change left it, whatever came after. @param number counts the policy's changes from 1 */
    PolicyStanding standing(int number) {
        return standing((Object[]) entities.createNativeQuery("""
                SELECT number, version, recorded_at, operation, subject, issuer, note FROM assay.policy_event
                WHERE tenant_id = ?1 AND attestation_type = ?2 AND number = ?3""", Object[].class)
                .setParameter(1, tenant).setParameter(2, type).setParameter(3, number).getSingleResult());
    }

    private static PolicyStanding standing(Object[] row) {
        return new PolicyStanding((Integer) row[0], (Integer) row[1],
                Optional.ofNullable(row[2]).map(at -> activation(row, 2)));
    }

    /** @param at which column is the first of when, operation, subject, issuer and note */
    private static Activation activation(Object[] row, int at) {
        return new Activation((Instant) row[at], (String) row[at + 1],
                new Author((String) row[at + 2], (String) row[at + 3]), Optional.ofNullable((String) row[at + 4]));
    }

    /** The newest first, older than {@code before}; their texts are not read. */
    List<KeptVersion> page(int before, int size) {
        List<Object[]> rows = entities.createQuery("""
                SELECT p.version, p.policyHash, p.documentSha256, p.signerSha256, p.createdAt, p.subject, p.issuer,
                    p.note
                FROM PolicyRow p WHERE p.tenantId = :tenant AND p.attestationType = :type AND p.version < :before
                ORDER BY p.version DESC""", Object[].class).setParameter("tenant", tenant)
                .setParameter("type", type).setParameter("before", before).setMaxResults(size).getResultList();
        return rows.stream().map(PolicyHistory::version).toList();
    }

    Optional<KeptPolicy> find(int version) {
        return Optional.ofNullable(entities.find(PolicyRow.class, new PolicyRow.Key(tenant, type, version)))
                .map(row -> new KeptPolicy(page(version + 1, 1).getFirst(), row.policyText,
                        Optional.ofNullable(row.document)));
    }

    /** When versions were in force, by their number; those that never were are left out. @param from 0: the default */
    Map<Integer, Activity> activity(int from, int to) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("""
                SELECT version, active_to, active_from, operation, activated_by, activated_by_issuer, activation_note,
                    times
                FROM (SELECT *, count(*) OVER (PARTITION BY version) AS times,
                        row_number() OVER (PARTITION BY version ORDER BY change_number DESC) AS back
                    FROM assay.policy_history
                    WHERE tenant_id = ?1 AND attestation_type = ?2 AND version BETWEEN ?3 AND ?4
                        AND change_number IS NOT NULL) h
                WHERE back <= ?5 ORDER BY change_number""", Object[].class).setParameter(1, tenant)
                .setParameter(2, type).setParameter(3, from).setParameter(4, to).setParameter(5, Activity.MOST)
                .getResultList();
        return rows.stream().collect(Collectors.groupingBy(row -> (Integer) row[0],
                Collectors.collectingAndThen(Collectors.toList(), PolicyHistory::activity)));
    }

    private static Activity activity(List<Object[]> rows) {
        return new Activity((Long) rows.getFirst()[7], rows.stream()
                .map(row -> new Interval(activation(row, 2), Optional.ofNullable((Instant) row[1]))).toList());
    }

    private static KeptVersion version(Object[] row) {
        Optional<Author> author = Optional.ofNullable((String) row[5])
                .map(subject -> new Author(subject, (String) row[6]));
        return new KeptVersion((Integer) row[0], Bytes.copyOf((byte[]) row[1]), octets(row[2]), octets(row[3]),
                new KeptVersion.Storing((Instant) row[4], author, Optional.ofNullable((String) row[7])));
    }

    private static Optional<Bytes> octets(Object column) {
        return Optional.ofNullable((byte[]) column).map(Bytes::copyOf);
    }
}
