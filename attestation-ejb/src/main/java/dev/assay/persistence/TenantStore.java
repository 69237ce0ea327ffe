package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.pki.PolicyCertificate;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantState;
import dev.assay.tenant.TokenSettings;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tenants' settings and life; each method one short transaction, each change with the record of it. */
@Stateless
@LocalBean
public class TenantStore {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** One line of the directory. */
    public record Listed(UUID id, String name, TenantState state, Instant created) {}

    /** @param requestSha256 of the request that made it. A tenant as stored, with what it was made by */
    public record Made(TenantRecord tenant, Optional<Bytes> requestSha256) {}

    /** Id of the tenant of that name, whatever its state; a name never changes hands. */
    public Optional<UUID> idOf(String name) {
        return Optional.ofNullable((UUID) entities.createNativeQuery("SELECT assay.tenant_id_of(?1)", UUID.class)
                .setParameter(1, name).getSingleResult());
    }

    public Optional<Made> read(UUID tenant) {
        TenantScope.enter(entities, tenant);
        return Optional.ofNullable(entities.find(TenantRow.class, tenant)).map(TenantStore::made);
    }

    /** From the name after {@code afterName}, by name; {@code size} is 1 to 1001. */
    public List<Listed> page(String afterName, int size) {
        List<?> rows = entities
                .createNativeQuery("SELECT tenant_id, name, state, created_at FROM assay.tenant_page(?1, ?2)",
                        Object[].class)
                .setParameter(1, afterName).setParameter(2, size).getResultList();
        return rows.stream().map(Object[].class::cast).map(row -> new Listed((UUID) row[0], (String) row[1],
                TenantState.named((String) row[2]), (Instant) row[3])).toList();
    }

    /**
     * Makes a tenant, unless the name is taken.
     *
     * @return the tenant of that name, be it this one or one that was there; which, tells the request's digest
     */
    public Made create(NewTenant wanted, TenantChange change) {
        Optional<UUID> taken = idOf(wanted.name());
        if (taken.isPresent())
            return read(taken.get()).orElseThrow();
        UUID fresh = UUID.randomUUID();
        TenantScope.enter(entities, fresh);
        if (insert(fresh, wanted, change.at()) == 0)
            return read(idOf(wanted.name()).orElseThrow()).orElseThrow();
        wanted.certificates().forEach(certificate -> insert(fresh, certificate, change.at()));
        wanted.place().ifPresent(place -> ProviderRows.insert(entities, fresh, place, change.at()));
        Made made = read(fresh).orElseThrow();
        record(made.tenant(), change);
        return made;
    }

    void insert(UUID tenant, PolicyCertificate certificate, Instant at) {
        entities.createNativeQuery("""
                INSERT INTO assay.policy_certificate (tenant_id, sha256, der, added_at) VALUES (?1, ?2, ?3, ?4)""")
                .setParameter(1, tenant).setParameter(2, certificate.sha256().toArray())
                .setParameter(3, certificate.der().toArray()).setParameter(4, at).executeUpdate();
    }

    /** Who may sign policies of an isolated tenant, by thumbprint. */
    public List<PolicyCertificate> policyCertificates(UUID tenant) {
        TenantScope.enter(entities, tenant);
        List<?> rows = entities
                .createNativeQuery("SELECT der FROM assay.policy_certificate WHERE tenant_id = ?1 ORDER BY sha256",
                        byte[].class)
                .setParameter(1, tenant).getResultList();
        return rows.stream().map(der -> new PolicyCertificate(Bytes.copyOf((byte[]) der))).toList();
    }

    /** SHA-256 of those the tenant was made with, whatever was added and removed since. */
    public Set<Bytes> firstPolicyCertificates(UUID tenant) {
        TenantScope.enter(entities, tenant);
        List<?> rows = entities.createNativeQuery("""
                SELECT sha256 FROM (SELECT sha256, 'remove' AS operation, 2147483647 AS number
                        FROM assay.policy_certificate WHERE tenant_id = ?1
                    UNION ALL SELECT sha256, operation, number
                        FROM assay.policy_certificate_event WHERE tenant_id = ?1 AND changed) known
                GROUP BY sha256 HAVING (array_agg(operation ORDER BY number))[1] = 'remove'""", byte[].class)
                .setParameter(1, tenant).getResultList();
        return rows.stream().map(sha256 -> Bytes.copyOf((byte[]) sha256)).collect(Collectors.toSet());
    }

    private int insert(UUID id, NewTenant wanted, Instant at) {
        TenantSettings settings = wanted.settings();
        return bind(
                entities.createNativeQuery(
                        """
                                INSERT INTO assay.tenant (tenant_id, name, origin, trust_model, request_sha256, created_at, changed_at,
                                    baseline, anchor_set, authenticated_types, token_algorithm, token_lifetime_s, token_audience,
                                    requests_per_second, body_bytes, policy_versions, four_eyes, policy_bytes, stored_evidence_bytes,
                                    keep_evidence_days, tpm_token_lifetime_s, tpm_devices)
                                VALUES (:id, :name, 'management', :trust, :request, :at, :at, :baseline, :anchors, :types, :algorithm,
                                    cast(:lifetime AS integer), cast(:audience AS text), cast(:rate AS integer), :body, :policies, :eyes,
                                    :policyBytes, cast(:evidence AS bigint), cast(:keep AS integer), :tpmLifetime, :tpmDevices)
                                ON CONFLICT (name) DO NOTHING"""),
                settings).setParameter("id", id).setParameter("name", wanted.name())
                .setParameter("trust", settings.trustModel().word())
                .setParameter("request", wanted.requestSha256().toArray()).setParameter("at", at).executeUpdate();
    }

    /**
     * Changes a tenant under its row's lock.
     *
     * @param next the settings from the tenant as it is, or the same; state and dates of a deletion likewise
     * @return the tenant afterwards; empty where there is none
     */
    public Optional<TenantRecord> change(UUID tenant, UnaryOperator<TenantRecord> next, TenantChange change) {
        TenantScope.enter(entities, tenant);
        // why: a row this transaction read before would be locked, and not be read again.
        entities.clear();
        Optional<TenantRecord> now = Optional
                .ofNullable(entities.find(TenantRow.class, tenant, LockModeType.PESSIMISTIC_WRITE))
                .map(TenantRow::value);
        return now.map(found -> {
            TenantRecord changed = next.apply(found);
            return changed.equals(found) ? found : store(changed, change);
        });
    }

    private TenantRecord store(TenantRecord tenant, TenantChange change) {
        TenantRecord.Dates dates = tenant.dates();
        bind(entities.createNativeQuery(
                """
                        UPDATE assay.tenant SET state = :state, baseline = :baseline, anchor_set = :anchors,
                            authenticated_types = :types, token_algorithm = :algorithm,
                            token_lifetime_s = cast(:lifetime AS integer), token_audience = cast(:audience AS text),
                            requests_per_second = cast(:rate AS integer), body_bytes = :body, policy_versions = :policies,
                            four_eyes = :eyes, policy_bytes = :policyBytes,
                            stored_evidence_bytes = cast(:evidence AS bigint),
                            keep_evidence_days = cast(:keep AS integer), tpm_token_lifetime_s = :tpmLifetime,
                            tpm_devices = :tpmDevices, version = version + 1, changed_at = :at,
                            deleted_at = cast(:deleted AS timestamptz), shred_after = cast(:shred AS timestamptz),
                            shredded_at = cast(:shredded AS timestamptz)
                        WHERE tenant_id = :id"""),
                tenant.settings()).setParameter("id", tenant.id())
                .setParameter("state", tenant.state().word()).setParameter("at", change.at())
                .setParameter("deleted", dates.deleted().orElse(null))
                .setParameter("shred", dates.shredAfter().orElse(null))
                .setParameter("shredded", dates.shredded().orElse(null)).executeUpdate();
        entities.clear();
        TenantRecord stored = entities.find(TenantRow.class, tenant.id()).value();
        record(stored, change);
        return stored;
    }

    private static Query bind(Query query, TenantSettings settings) {
        TokenSettings token = settings.token();
        Quotas quotas = settings.quotas();
        return query.setParameter("baseline", settings.baseline()).setParameter("anchors", settings.anchorSet())
                .setParameter("types", String.join(" ", settings.authenticated().sorted()))
                .setParameter("algorithm", token.algorithm().name())
                .setParameter("lifetime", token.lifetime().map(Duration::toSeconds).map(Long::intValue).orElse(null))
                .setParameter("tpmLifetime", Math.toIntExact(token.tpmLifetime().toSeconds()))
                .setParameter("audience", token.audience().orElse(null))
                .setParameter("rate",
                        quotas.requestsPerSecond().isPresent() ? quotas.requestsPerSecond().getAsInt() : null)
                .setParameter("body", quotas.bodyBytes()).setParameter("policies", quotas.policyVersions())
                .setParameter("eyes", settings.fourEyes())
                .setParameter("keep",
                        settings.keepEvidenceDays().isPresent() ? settings.keepEvidenceDays().getAsInt() : null)
                .setParameter("policyBytes", quotas.policyBytes()).setParameter("tpmDevices", quotas.tpmDevices())
                .setParameter("evidence", quotas.storedEvidenceBytes().isPresent()
                        ? quotas.storedEvidenceBytes().getAsLong()
                        : null);
    }

    private void record(TenantRecord tenant, TenantChange change) {
        entities.createNativeQuery("""
                INSERT INTO assay.tenant_event (tenant_id, version, operation, subject, issuer, state, settings,
                    trace_id, recorded_at)
                SELECT t.tenant_id, t.version, ?2, ?3, ?4, t.state,
                    to_jsonb(t) - ARRAY['tenant_id', 'request_sha256', 'created_at', 'changed_at', 'version', 'state'],
                    ?5, ?6
                FROM assay.tenant t WHERE t.tenant_id = ?1""").setParameter(1, tenant.id())
                .setParameter(2, change.operation().word()).setParameter(3, change.subject())
                .setParameter(4, change.issuer()).setParameter(5, change.traceId()).setParameter(6, change.at())
                .executeUpdate();
    }

    /** Deleted tenants whose time is up, 100 at most. */
    public List<UUID> due(Instant at) {
        List<?> ids = entities.createNativeQuery("SELECT tenant_id FROM assay.tenants_to_shred(?1)", UUID.class)
                .setParameter(1, at).getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    /** Overwrites a deleted tenant's keys, once its time is up (TE-07); false where there was nothing to do. */
    public boolean shred(UUID tenant, TenantChange change) {
        TenantScope.enter(entities, tenant);
        TenantRow row = entities.find(TenantRow.class, tenant, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.shredAfter == null || row.shreddedAt != null || row.shredAfter.isAfter(change.at()))
            return false;
        entities.createNativeQuery("""
                UPDATE assay.signing_key SET state = 'destroyed', wrapped_key = substr(wrapped_key, 1, 0),
                    wrapped_dek = substr(wrapped_dek, 1, 0)
                WHERE tenant_id = ?1 AND state <> 'destroyed'""").setParameter(1, tenant).executeUpdate();
        forgetEvidence(tenant);
        TenantRecord now = row.value();
        TenantRecord.Dates dates = now.dates();
        store(new TenantRecord(now.id(), now.name(), now.managed(), now.state(), now.settings(), now.version(),
                new TenantRecord.Dates(dates.created(), dates.changed(), dates.deleted(), dates.shredAfter(),
                        Optional.of(change.at()))),
                change);
        return true;
    }

    /** Kept evidence goes with the key it is encrypted under, and both are deleted. */
    private void forgetEvidence(UUID tenant) {
        for (String sql : List.of("DELETE FROM assay.kept_appraisal WHERE tenant_id = ?1",
                "DELETE FROM assay.tpm_statement WHERE tenant_id = ?1",
                "DELETE FROM assay.evidence_key WHERE tenant_id = ?1",
                "DELETE FROM assay.policy_impact WHERE tenant_id = ?1",
                "UPDATE assay.evidence_usage SET octets = 0, appraisals = 0 WHERE tenant_id = ?1"))
            entities.createNativeQuery(sql).setParameter(1, tenant).executeUpdate();
    }

    private static Made made(TenantRow row) {
        return new Made(row.value(), Optional.ofNullable(row.requestSha256).map(Bytes::copyOf));
    }
}
