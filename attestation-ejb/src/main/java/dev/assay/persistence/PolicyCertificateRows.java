package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** The certificates an isolated tenant's policies are signed with (maa-api §4). */
@Stateless
@LocalBean
public class PolicyCertificateRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** DER, in the order they were listed; none for a tenant that is not isolated. */
    public List<Bytes> read(UUID tenant) {
        TenantScope.enter(entities, tenant);
        List<?> rows = entities.createNativeQuery("""
                SELECT der FROM assay.policy_certificate WHERE tenant_id = ?1 ORDER BY added_at, sha256""",
                byte[].class).setParameter(1, tenant).getResultList();
        return rows.stream().map(der -> Bytes.copyOf((byte[]) der)).toList();
    }
}
