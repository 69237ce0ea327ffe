package dev.assay.persistence;

import dev.assay.identity.Role;
import dev.assay.identity.RoleRule;
import dev.assay.identity.TrustedIssuer;
import dev.assay.tenant.TenantChange;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The issuers tenants trust; each method one short transaction, each change with the record of it. */
@Stateless
@LocalBean
public class IssuerRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** @param version counts changes under the id, deletions among them. As stored */
    public record Stored(TrustedIssuer issuer, int version, Instant created, Instant changed) {}

    /** By id. */
    public List<Stored> list(UUID tenant) {
        TenantScope.enter(entities, tenant);
        return rows(tenant);
    }

    private List<Stored> rows(UUID tenant) {
        List<?> rows = entities.createNativeQuery("""
                SELECT issuer_id, issuer_url, jwks_uri, audiences, clients, role_rules, version, created_at, changed_at
                FROM assay.oidc_issuer WHERE tenant_id = ?1 ORDER BY issuer_id""", Object[].class)
                .setParameter(1, tenant).getResultList();
        return rows.stream().map(Object[].class::cast).map(IssuerRows::stored).toList();
    }

    /**
     * Judges the tenant's issuers as they are under the tenant's lock, so that two changes at once are one after the
     * other, and stores what is wished or nothing.
     *
     * @param step from the issuers there are to the one that is to be there; empty: nothing is stored
     * @param change who, when; what it was is told from what there was
     * @return the issuer as stored
     */
    public Optional<Stored> put(UUID tenant, Function<List<Stored>, Optional<TrustedIssuer>> step,
            TenantChange change) {
        lock(tenant);
        List<Stored> there = rows(tenant);
        return step.apply(there).map(issuer -> {
            String operation = find(there, issuer.id()).isPresent() ? "change" : "create";
            int version = next(tenant, issuer.id());
            bind(entities.createNativeQuery("""
                    INSERT INTO assay.oidc_issuer AS o (tenant_id, issuer_id, issuer_url, jwks_uri, audiences, clients,
                        role_rules, version, created_at, changed_at)
                    VALUES (:tenant, :id, :url, cast(:keys AS text), :audiences, :clients, :roles, :version, :at, :at)
                    ON CONFLICT (tenant_id, issuer_id) DO UPDATE SET issuer_url = excluded.issuer_url,
                        jwks_uri = excluded.jwks_uri, audiences = excluded.audiences, clients = excluded.clients,
                        role_rules = excluded.role_rules, version = excluded.version,
                        changed_at = excluded.changed_at"""), issuer).setParameter("tenant", tenant)
                    .setParameter("version", version).setParameter("at", change.at()).executeUpdate();
            record(tenant, issuer.id(), version, operation, change);
            return find(rows(tenant), issuer.id()).orElseThrow();
        });
    }

    /**
     * Takes an issuer away, unless the step keeps it.
     *
     * @param step whether it goes, judged from it as it is
     */
    public void delete(UUID tenant, String id, Function<Optional<Stored>, Boolean> step, TenantChange change) {
        lock(tenant);
        if (!step.apply(find(rows(tenant), id)))
            return;
        record(tenant, id, next(tenant, id), "delete", change);
        entities.createNativeQuery("DELETE FROM assay.oidc_issuer WHERE tenant_id = ?1 AND issuer_id = ?2")
                .setParameter(1, tenant).setParameter(2, id).executeUpdate();
    }

    private void lock(UUID tenant) {
        TenantScope.enter(entities, tenant);
        entities.createNativeQuery("SELECT tenant_id FROM assay.tenant WHERE tenant_id = ?1 FOR UPDATE", UUID.class)
                .setParameter(1, tenant).getSingleResult();
    }

    private int next(UUID tenant, String id) {
        return ((Number) entities.createNativeQuery("""
                SELECT coalesce(max(version), 0) + 1 FROM assay.oidc_issuer_event
                WHERE tenant_id = ?1 AND issuer_id = ?2""", Integer.class).setParameter(1, tenant).setParameter(2, id)
                .getSingleResult()).intValue();
    }

    private void record(UUID tenant, String id, int version, String operation, TenantChange change) {
        entities.createNativeQuery("""
                INSERT INTO assay.oidc_issuer_event (tenant_id, issuer_id, version, operation, subject, issuer,
                    settings, trace_id, recorded_at)
                SELECT o.tenant_id, o.issuer_id, ?3, ?4, ?5, ?6, to_jsonb(o) - ARRAY['tenant_id', 'issuer_id',
                    'version', 'created_at', 'changed_at'], ?7, ?8
                FROM assay.oidc_issuer o WHERE o.tenant_id = ?1 AND o.issuer_id = ?2""").setParameter(1, tenant)
                .setParameter(2, id).setParameter(3, version).setParameter(4, operation)
                .setParameter(5, change.subject()).setParameter(6, change.issuer())
                .setParameter(7, change.traceId()).setParameter(8, change.at()).executeUpdate();
    }

    /** The one of that id. */
    public static Optional<Stored> find(List<Stored> issuers, String id) {
        return issuers.stream().filter(stored -> stored.issuer().id().equals(id)).findFirst();
    }

    private static Query bind(Query query, TrustedIssuer issuer) {
        TrustedIssuer.Acceptance acceptance = issuer.acceptance();
        return query.setParameter("id", issuer.id()).setParameter("url", issuer.url())
                .setParameter("keys", issuer.keySet().orElse(null))
                .setParameter("audiences", words(acceptance.audiences()))
                .setParameter("clients", words(acceptance.clients()))
                .setParameter("roles", acceptance.roles().stream()
                        .map(rule -> rule.claim() + " " + rule.value() + " " + rule.role().word())
                        .collect(Collectors.joining("\n")));
    }

    private static Stored stored(Object[] row) {
        List<RoleRule> rules = ((String) row[5]).lines().map(line -> line.split(" "))
                .map(rule -> new RoleRule(rule[0], rule[1], Role.named(rule[2]).orElseThrow())).toList();
        TrustedIssuer issuer = new TrustedIssuer((String) row[0], (String) row[1],
                Optional.ofNullable((String) row[2]),
                new TrustedIssuer.Acceptance(words((String) row[3]), words((String) row[4]), rules));
        return new Stored(issuer, (Integer) row[6], (Instant) row[7], (Instant) row[8]);
    }

    private static String words(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(" "));
    }

    private static Set<String> words(String words) {
        return Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
