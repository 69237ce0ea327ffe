package dev.assay.persistence;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Which key-encryption key this database belongs to; never the key. */
@Stateless
public class KeyEncryptionKeyRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** Check value of the key-encryption key; empty before the first start. */
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
}
