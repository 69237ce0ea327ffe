package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.SigningKey;
import dev.assay.signing.WrappedKey;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Wrapped signing keys in the database; each method one short transaction. */
@Stateless
public class SigningKeyRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** @param certificate DER. A row as it leaves this package. */
    public record Stored(String kid, boolean active, Bytes certificate, WrappedKey key) {}

    /** Keys not yet destroyed, the active one first. */
    public List<Stored> read(UUID tenant) {
        TenantScope.enter(entities, tenant);
        return entities.createQuery("""
                SELECT k FROM SigningKeyRow k WHERE k.tenantId = :tenant AND k.state <> 'destroyed'
                ORDER BY CASE WHEN k.state = 'active' THEN 0 ELSE 1 END, k.notAfter DESC""", SigningKeyRow.class)
                .setParameter("tenant", tenant).getResultStream().map(SigningKeyRows::stored).toList();
    }

    /** Stores a tenant's first key; false where another node's is there already. */
    public boolean insertFirst(UUID tenant, SigningKey key, WrappedKey wrapped) {
        TenantScope.enter(entities, tenant);
        return entities.createNativeQuery("""
                INSERT INTO assay.signing_key (tenant_id, kid, state, certificate, key_version, key_nonce, wrapped_key,
                    dek_nonce, wrapped_dek, kek_check, not_before, not_after)
                VALUES (?1, ?2, 'active', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                ON CONFLICT (tenant_id) WHERE state = 'active' DO NOTHING""").setParameter(1, tenant)
                .setParameter(2, key.kid()).setParameter(3, der(key)).setParameter(4, wrapped.version())
                .setParameter(5, wrapped.keyNonce().toArray()).setParameter(6, wrapped.wrappedKey().toArray())
                .setParameter(7, wrapped.dekNonce().toArray()).setParameter(8, wrapped.wrappedDek().toArray())
                .setParameter(9, wrapped.kekCheck()).setParameter(10, key.certificate().getNotBefore().toInstant())
                .setParameter(11, key.certificate().getNotAfter().toInstant()).executeUpdate() == 1;
    }

    /** Check value of the key-encryption key this database belongs to; empty before the first start. */
    public Optional<String> kekCheck() {
        return kekChecks().stream().findFirst().map(String.class::cast);
    }

    /** Claims the database for a key-encryption key; the check value that won, where nodes race. */
    public String claim(String kekCheck) {
        entities.createNativeQuery(
                "INSERT INTO assay.key_encryption_key (kek_check) VALUES (?1) ON CONFLICT DO NOTHING")
                .setParameter(1, kekCheck).executeUpdate();
        return kekCheck().orElseThrow();
    }

    private List<?> kekChecks() {
        return entities.createNativeQuery("SELECT kek_check FROM assay.key_encryption_key", String.class)
                .getResultList();
    }

    private static Stored stored(SigningKeyRow row) {
        return new Stored(row.kid, row.state.equals("active"), Bytes.copyOf(row.certificate),
                row.wrapped());
    }

    private static byte[] der(SigningKey key) {
        try {
            return key.certificate().getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was made does not encode", impossible);
        }
    }
}
