package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.CertificateChange;
import dev.assay.tenant.PolicyChange;
import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** One tenant's policy certificates, within the transaction at hand, whose tenant is set. */
record ListedCertificates(EntityManager entities, UUID tenant) {
    /** why: two nodes that change the list at once take turns here, so that the last certificate stays. */
    void lock() {
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))", Object.class)
                .setParameter(1, tenant + "/policy-certificates").getSingleResult();
    }

    /** why: no certificate goes while a policy it vouches for comes in force; taken before the policy's own lock. */
    void hold() {
        entities.createNativeQuery("SELECT pg_advisory_xact_lock_shared(hashtextextended(?1, 0))", Object.class)
                .setParameter(1, tenant + "/policy-certificates").getSingleResult();
    }

    List<Bytes> read() {
        return octets("SELECT der FROM assay.policy_certificate WHERE tenant_id = ?1 ORDER BY added_at, sha256");
    }

    List<Bytes> thumbprints() {
        return octets("SELECT sha256 FROM assay.policy_certificate WHERE tenant_id = ?1");
    }

    private List<Bytes> octets(String sql) {
        List<?> rows = entities.createNativeQuery(sql, byte[].class).setParameter(1, tenant).getResultList();
        return rows.stream().map(column -> Bytes.copyOf((byte[]) column)).toList();
    }

    int changes() {
        return ((Long) entities.createNativeQuery("""
                SELECT count(*) FROM assay.policy_certificate_event WHERE tenant_id = ?1 AND changed""", Long.class)
                .setParameter(1, tenant).getSingleResult()).intValue();
    }

    boolean hasSeen(Bytes request) {
        return !entities.createNativeQuery("""
                SELECT 1 FROM assay.policy_certificate_event WHERE tenant_id = ?1 AND request_sha256 = ?2 LIMIT 1""",
                Integer.class).setParameter(1, tenant).setParameter(2, request.toArray()).getResultList().isEmpty();
    }

    void make(CertificateChange wanted, PolicyChange by) {
        Bytes before = digest();
        switch (wanted.operation()) {
            case ADD -> add(wanted, by);
            case REMOVE -> remove(wanted);
        }
        record(wanted, before, by);
    }

    /** PO-09: what found the list so already is spent all the same. */
    void keepIfOnce(CertificateChange wanted, PolicyChange by) {
        if (wanted.once() && !hasSeen(wanted.request()))
            record(wanted, digest(), by);
    }

    private void add(CertificateChange wanted, PolicyChange by) {
        entities.createNativeQuery("""
                INSERT INTO assay.policy_certificate (tenant_id, sha256, der, added_at) VALUES (?1, ?2, ?3, ?4)""")
                .setParameter(1, tenant).setParameter(2, wanted.sha256().toArray())
                .setParameter(3, wanted.der().toArray()).setParameter(4, by.at()).executeUpdate();
    }

    private void remove(CertificateChange wanted) {
        entities.createNativeQuery("DELETE FROM assay.policy_certificate WHERE tenant_id = ?1 AND sha256 = ?2")
                .setParameter(1, tenant).setParameter(2, wanted.sha256().toArray()).executeUpdate();
    }

    /** PO-08. Of the whole list, whatever its order. */
    private Bytes digest() {
        return thumbprints().stream().sorted(Comparator.comparing(Bytes::toHex)).reduce(Bytes.EMPTY, Bytes::concat)
                .sha256();
    }

    private void record(CertificateChange wanted, Bytes before, PolicyChange by) {
        Bytes after = digest();
        entities.createNativeQuery("""
                INSERT INTO assay.policy_certificate_event (tenant_id, number, operation, changed, sha256, der,
                    signer_sha256, request_sha256, set_before, set_after, subject, issuer, trace_id, recorded_at)
                SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
                FROM assay.policy_certificate_event WHERE tenant_id = ?1""").setParameter(1, tenant)
                .setParameter(2, wanted.operation().word()).setParameter(3, !before.equals(after))
                .setParameter(4, wanted.sha256().toArray()).setParameter(5, wanted.der().toArray())
                .setParameter(6, wanted.signer().toArray()).setParameter(7, wanted.request().toArray())
                .setParameter(8, before.toArray()).setParameter(9, after.toArray()).setParameter(10, by.subject())
                .setParameter(11, by.issuer()).setParameter(12, by.traceId()).setParameter(13, by.at())
                .executeUpdate();
    }
}
