package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.WrappedKey;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The one key of access tokens, as stored. */
@Stateless
public class AccessKeyRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** @param spki SubjectPublicKeyInfo, DER */
    public record Stored(String kid, Bytes spki, WrappedKey wrapped) {}

    /** Empty before the first start. */
    public Optional<Stored> read() {
        List<?> rows = entities.createNativeQuery("""
                SELECT kid, public_key, key_version, key_nonce, wrapped_key, dek_nonce, wrapped_dek, kek_check
                FROM assay.access_token_key""", Object[].class).getResultList();
        return rows.stream().findFirst().map(Object[].class::cast).map(AccessKeyRows::stored);
    }

    /** Stores a first key; where another node was first, that one's is what counts. */
    public Stored claim(Stored fresh) {
        WrappedKey wrapped = fresh.wrapped();
        entities.createNativeQuery("""
                INSERT INTO assay.access_token_key (kid, public_key, key_version, key_nonce, wrapped_key, dek_nonce,
                    wrapped_dek, kek_check) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING""")
                .setParameter(1, fresh.kid()).setParameter(2, fresh.spki().toArray())
                .setParameter(3, wrapped.version()).setParameter(4, wrapped.keyNonce().toArray())
                .setParameter(5, wrapped.wrappedKey().toArray()).setParameter(6, wrapped.dekNonce().toArray())
                .setParameter(7, wrapped.wrappedDek().toArray()).setParameter(8, wrapped.kekCheck()).executeUpdate();
        return read().orElseThrow();
    }

    private static Stored stored(Object[] row) {
        return new Stored((String) row[0], octets(row[1]), new WrappedKey((Integer) row[2], octets(row[3]),
                octets(row[4]), octets(row[5]), octets(row[6]), (String) row[7]));
    }

    private static Bytes octets(Object column) {
        return Bytes.copyOf((byte[]) column);
    }
}
