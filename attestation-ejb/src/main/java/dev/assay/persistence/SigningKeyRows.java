package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyState;
import dev.assay.signing.WrappedKey;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Signing keys in the database; each method one short transaction. Every change names the state it changes, so that of
 * two nodes one changes it and the other learns that it did not (KM-03); each is recorded with on whose word it was.
 */
@Stateless
public class SigningKeyRows {
    private static final String OVERWRITE = """
            UPDATE assay.signing_key SET state = 'destroyed', wrapped_key = substr(wrapped_key, 1, 0),
                wrapped_dek = substr(wrapped_dek, 1, 0)
            """;

    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** Keys not yet destroyed: the active one, the next, then those kept for verification. */
    public List<StoredKey> read(UUID tenant) {
        TenantScope.enter(entities, tenant);
        return entities.createQuery("""
                SELECT k FROM SigningKeyRow k WHERE k.tenantId = :tenant AND k.state <> 'destroyed'
                ORDER BY CASE k.state WHEN 'active' THEN 0 WHEN 'next' THEN 1 ELSE 2 END, k.notAfter DESC""",
                SigningKeyRow.class).setParameter("tenant", tenant).getResultStream().map(SigningKeyRows::stored)
                .toList();
    }

    /** Stores a key as {@code next} or {@code active}; false where the tenant has one in that state already. */
    public boolean insert(UUID tenant, KeyState state, NewKey key, KeyAct act) {
        Query insert = change(tenant, state == KeyState.ACTIVE ? "activate" : "publish", """
                INSERT INTO assay.signing_key (tenant_id, kid, state, algorithm, custody, certificate, key_version,
                    key_nonce, wrapped_key, dek_nonce, wrapped_dek, kek_check, not_before, not_after, published_at,
                    activated_at, latest_expiry)
                VALUES (:tenant, :kid, :state, :algorithm, :custody, :certificate, :version,
                    :keyNonce, :wrappedKey, :dekNonce, :wrappedDek, :check, :notBefore, :notAfter, :made,
                    CAST(:activated AS timestamptz), :made)
                ON CONFLICT DO NOTHING""", act).setParameter("kid", key.key().kid()).setParameter("state", state.wire())
                .setParameter("algorithm", key.key().algorithm().name())
                .setParameter("custody", key.custody().wire()).setParameter("made", key.at())
                .setParameter("activated", key.activatedAt(state).map(Instant::toString).orElse(null))
                .setParameter("version", key.wrapped().map(WrappedKey::version).orElse(1))
                .setParameter("check", key.wrapped().map(WrappedKey::kekCheck).orElse(null))
                .setParameter("keyNonce", octets(key, WrappedKey::keyNonce))
                .setParameter("wrappedKey", octets(key, WrappedKey::wrappedKey))
                .setParameter("dekNonce", octets(key, WrappedKey::dekNonce))
                .setParameter("wrappedDek", octets(key, WrappedKey::wrappedDek));
        return certified(insert, List.of(key.key().certificate())).executeUpdate() == 1;
    }

    /** The next key takes over from the active one; false, and nothing changed, where they are not that any more. */
    public boolean handOver(UUID tenant, String active, String next, KeyAct act) {
        boolean waiting = !update(tenant, """
                SELECT kid FROM assay.signing_key WHERE tenant_id = :tenant AND kid = :kid AND state = 'next'
                FOR UPDATE""").setParameter("kid", next).getResultList().isEmpty();
        return waiting && change(tenant, "retire", """
                UPDATE assay.signing_key SET state = 'verify-only', retired_at = :at
                WHERE tenant_id = :tenant AND kid = :kid AND state = 'active'""", act).setParameter("kid", active)
                .executeUpdate() == 1 && change(tenant, "activate", """
                        UPDATE assay.signing_key SET state = 'active', activated_at = :at, latest_expiry = :at
                        WHERE tenant_id = :tenant AND kid = :kid AND state = 'next'""", act).setParameter("kid", next)
                        .executeUpdate() == 1;
    }

    /** Moves ahead when the last token of the active key ends; false where it is not active any more. */
    public boolean extend(UUID tenant, String kid, Instant latestExpiry) {
        return update(tenant, """
                UPDATE assay.signing_key SET latest_expiry = greatest(latest_expiry, :latest)
                WHERE tenant_id = :tenant AND kid = :kid AND state = 'active'""").setParameter("kid", kid)
                .setParameter("latest", latestExpiry).executeUpdate() == 1;
    }

    /** Overwrites a key that does not sign, if no token of it ends after that instant; false where it still serves. */
    public boolean destroy(UUID tenant, String kid, Instant expiredBefore, KeyAct act) {
        return change(tenant, "destroy", OVERWRITE + """
                WHERE tenant_id = :tenant AND kid = :kid
                    AND (state = 'next' OR state = 'verify-only' AND latest_expiry <= :expired)""", act)
                .setParameter("kid", kid).setParameter("expired", expiredBefore).executeUpdate() == 1;
    }

    /** Overwrites a key that does not sign, though tokens of it may be alive; false where it signs or is gone. */
    public boolean revoke(UUID tenant, String kid, KeyAct act) {
        return change(tenant, "revoke", OVERWRITE + """
                WHERE tenant_id = :tenant AND kid = :kid AND state IN ('next', 'verify-only')""", act)
                .setParameter("kid", kid).executeUpdate() == 1;
    }

    /** Overwrites every key of a tenant; how many there were (TE-07). */
    public int destroyAll(UUID tenant, KeyAct act) {
        return change(tenant, "revoke", OVERWRITE + """
                WHERE tenant_id = :tenant AND state <> 'destroyed'""", act).executeUpdate();
    }

    /** Puts an issued chain in the place of a key's certificate; false where the key is gone. */
    public boolean certify(UUID tenant, String kid, List<X509Certificate> chain, KeyAct act) {
        Query install = change(tenant, "certify", """
                UPDATE assay.signing_key SET certificate = :certificate, issuer_chain = :issuers,
                    not_before = :notBefore, not_after = :notAfter
                WHERE tenant_id = :tenant AND kid = :kid AND state IN ('next', 'active')""", act)
                .setParameter("kid", kid).setParameter("issuers", Der.of(chain.subList(1, chain.size())).toArray());
        return certified(install, chain).executeUpdate() == 1;
    }

    /** Records that a key signed a request for a certificate; false where the key is gone. */
    public boolean requested(UUID tenant, String kid, KeyAct act) {
        return record(tenant, "request", """
                SELECT kid FROM assay.signing_key
                WHERE tenant_id = :tenant AND kid = :kid AND state IN ('next', 'active')""", act)
                .setParameter("kid", kid).executeUpdate() == 1;
    }

    /** Names of tenants that may have a step due, 100 at most, in order, after a name. */
    public List<String> due(DueBefore before, String afterName) {
        List<?> names = entities
                .createNativeQuery("SELECT name FROM assay.signing_keys_due(?1, ?2, ?3, ?4)", String.class)
                .setParameter(1, before.activated()).setParameter(2, before.ends()).setParameter(3, before.expired())
                .setParameter(4, afterName).getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** Keys activated, certificates ending, last tokens ended by then. */
    public record DueBefore(Instant activated, Instant ends, Instant expired) {}

    private Query update(UUID tenant, String sql) {
        TenantScope.enter(entities, tenant);
        return entities.createNativeQuery(sql).setParameter("tenant", tenant);
    }

    /** A change and the record of it, in one statement: neither is without the other. */
    private Query change(UUID tenant, String operation, String sql, KeyAct act) {
        return record(tenant, operation, sql + " RETURNING kid", act);
    }

    private Query record(UUID tenant, String operation, String kids, KeyAct act) {
        return update(tenant, "WITH changed AS (" + kids + """
                )
                INSERT INTO assay.key_event (tenant_id, kid, operation, subject, issuer, trace_id, recorded_at)
                SELECT :tenant, kid, :operation, :subject, :issuer, :trace, :at FROM changed""")
                .setParameter("operation", operation).setParameter("subject", act.subject())
                .setParameter("issuer", act.issuer()).setParameter("trace", act.traceId())
                .setParameter("at", act.at());
    }

    /** A chain holds no longer than each of its certificates does. */
    private static Query certified(Query query, List<X509Certificate> chain) {
        X509Certificate leaf = chain.getFirst();
        return query.setParameter("certificate", Der.of(List.of(leaf)).toArray())
                .setParameter("notBefore", leaf.getNotBefore().toInstant())
                .setParameter("notAfter", chain.stream().map(each -> each.getNotAfter().toInstant())
                        .min(Comparator.naturalOrder()).orElseThrow());
    }

    private static byte[] octets(NewKey key, Function<WrappedKey, Bytes> part) {
        return key.wrapped().map(part).map(Bytes::toArray).orElse(null);
    }

    private static StoredKey stored(SigningKeyRow row) {
        return new StoredKey(row.facts(), Bytes.copyOf(row.certificate).concat(Bytes.copyOf(row.issuerChain)),
                row.wrapped());
    }
}
