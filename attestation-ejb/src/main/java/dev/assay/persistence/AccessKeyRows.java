package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.identity.AdministrativeAct;
import dev.assay.signing.WrappedKey;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keys of access tokens; each method one short transaction, each act with the record of it. Every change names the key
 * it changes, so that of two nodes one changes it and the other learns that it did not (KM-03).
 */
@Stateless
public class AccessKeyRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /**
     * @param spki SubjectPublicKeyInfo, DER
     * @param verifyUntil empty while it signs
     */
    public record Stored(String kid, Bytes spki, WrappedKey wrapped, Instant activatedAt,
            Optional<Instant> verifyUntil) {}

    /** Keys not yet destroyed, the active one first. */
    public List<Stored> read() {
        List<?> rows = entities.createNativeQuery("""
                SELECT kid, public_key, key_version, key_nonce, wrapped_key, dek_nonce, wrapped_dek, kek_check,
                    activated_at, verify_until
                FROM assay.access_key WHERE state <> 'destroyed' ORDER BY state, verify_until DESC""", Object[].class)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(AccessKeyRows::stored).toList();
    }

    /** Stores a first key, where no other node has. */
    public void claim(Stored fresh, AdministrativeAct act) {
        if (insert(fresh) == 1)
            record(fresh.kid(), act, Optional.empty());
    }

    /**
     * Another key signs from now on, and those before it verify until then at the latest; false, and nothing changed,
     * where the key named does not sign any more.
     */
    public boolean replace(String active, Stored fresh, Instant until, AdministrativeAct act) {
        boolean ours = entities.createNativeQuery("""
                UPDATE assay.access_key SET state = 'verify-only', verify_until = :until
                WHERE kid = :kid AND state = 'active'""").setParameter("until", until).setParameter("kid", active)
                .executeUpdate() == 1;
        if (!ours)
            return false;
        entities.createNativeQuery("""
                UPDATE assay.access_key SET verify_until = :until
                WHERE state = 'verify-only' AND verify_until > :until""").setParameter("until", until)
                .executeUpdate();
        insert(fresh);
        record(fresh.kid(), act, Optional.of(until));
        return true;
    }

    /** Overwrites keys whose tokens count no more, here and where schema 7 kept them; how many. */
    public int destroyDue(AdministrativeAct act) {
        List<?> due = entities.createNativeQuery("""
                UPDATE assay.access_key SET state = 'destroyed', wrapped_key = substr(wrapped_key, 1, 0),
                    wrapped_dek = substr(wrapped_dek, 1, 0)
                WHERE state = 'verify-only' AND verify_until <= :at RETURNING kid""", String.class)
                .setParameter("at", act.at()).getResultList();
        due.stream().map(String.class::cast).forEach(kid -> {
            entities.createNativeQuery("DELETE FROM assay.access_token_key WHERE kid = :kid").setParameter("kid", kid)
                    .executeUpdate();
            record(kid, act, Optional.empty());
        });
        return due.size();
    }

    private int insert(Stored fresh) {
        WrappedKey wrapped = fresh.wrapped();
        Query insert = entities.createNativeQuery("""
                INSERT INTO assay.access_key (kid, state, public_key, key_version, key_nonce, wrapped_key, dek_nonce,
                    wrapped_dek, kek_check, activated_at)
                VALUES (?1, 'active', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING""");
        return insert.setParameter(1, fresh.kid()).setParameter(2, fresh.spki().toArray())
                .setParameter(3, wrapped.version()).setParameter(4, wrapped.keyNonce().toArray())
                .setParameter(5, wrapped.wrappedKey().toArray()).setParameter(6, wrapped.dekNonce().toArray())
                .setParameter(7, wrapped.wrappedDek().toArray()).setParameter(8, wrapped.kekCheck())
                .setParameter(9, fresh.activatedAt()).executeUpdate();
    }

    /** @param until when the keys before it verify no more */
    private void record(String kid, AdministrativeAct act, Optional<Instant> until) {
        entities.createNativeQuery("""
                INSERT INTO assay.platform_event (object_kind, object_id, version, object_name, operation, subject,
                    issuer, settings, trace_id, recorded_at)
                SELECT 'access-token-key', k.kid, 1 + (SELECT count(*) FROM assay.platform_event e
                        WHERE e.object_kind = 'access-token-key' AND e.object_id = k.kid), k.kid, :operation, :subject,
                    :issuer, jsonb_build_object('state', k.state, 'othersVerifyUntil', cast(:until AS timestamptz)),
                    :trace, :at
                FROM assay.access_key k WHERE k.kid = :kid""").setParameter("kid", kid)
                .setParameter("operation", act.operation().word()).setParameter("subject", act.subject())
                .setParameter("issuer", act.issuer()).setParameter("trace", act.traceId())
                .setParameter("until", until.map(Instant::toString).orElse(null)).setParameter("at", act.at())
                .executeUpdate();
    }

    private static Stored stored(Object[] row) {
        return new Stored((String) row[0], octets(row[1]), new WrappedKey((Integer) row[2], octets(row[3]),
                octets(row[4]), octets(row[5]), octets(row[6]), (String) row[7]), (Instant) row[8],
                Optional.ofNullable((Instant) row[9]));
    }

    private static Bytes octets(Object column) {
        return Bytes.copyOf((byte[]) column);
    }
}
