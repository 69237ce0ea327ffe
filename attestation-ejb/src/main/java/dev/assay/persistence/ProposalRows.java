package dev.assay.persistence;

import dev.assay.approval.ChangeText;
import dev.assay.approval.Matter;
import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposalState;
import dev.assay.approval.Settlement;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Proposals and their steps; each method one short transaction, in the tenant's scope (TE-02). */
@Stateless
public class ProposalRows {
    private static final String READ = "SELECT tenant_id, proposal_id, change, base, subject, issuer, proposed_at,"
            + " expires_at, state, decided_subject, decided_issuer, decided_at, note FROM assay.proposal"
            + " WHERE tenant_id = :tenant ";

    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    public Optional<Proposal> read(Proposal.Key key) {
        TenantScope.enter(entities, key.tenant());
        return one(key, "");
    }

    /**
     * Which of a tenant's proposals, the newest first.
     *
     * @param state as it stands at {@code at}; empty: any. @param after the proposal to go on behind
     * @param size how many at most
     */
    public record Page(Set<Matter> matters, Optional<ProposalState> state, Optional<UUID> after, int size,
            Instant at) {}

    public List<Proposal> page(UUID tenant, Page page) {
        TenantScope.enter(entities, tenant);
        Query query = entities.createNativeQuery(READ + """
                AND matter = ANY (string_to_array(:matters, ' '))
                AND (:state = '' OR :state = CASE WHEN state = 'waiting' AND expires_at <= :at THEN 'expired'
                    ELSE state END)
                AND (:after = '' OR (proposed_at, proposal_id) < (SELECT b.proposed_at, b.proposal_id
                    FROM assay.proposal b WHERE b.tenant_id = :tenant AND b.proposal_id::text = :after))
                ORDER BY proposed_at DESC, proposal_id DESC""", Object[].class).setParameter("tenant", tenant)
                .setParameter("matters", page.matters().stream().map(Matter::word).collect(Collectors.joining(" ")))
                .setParameter("state", page.state().map(ProposalState::word).orElse(""))
                .setParameter("after", page.after().map(UUID::toString).orElse("")).setParameter("at", page.at())
                .setMaxResults(page.size());
        return found(query);
    }

    /** Its steps, in their order. */
    public List<ProposalEvent> events(Proposal.Key key) {
        TenantScope.enter(entities, key.tenant());
        List<?> rows = named(key, "SELECT operation, subject, issuer, note, trace_id, recorded_at"
                + " FROM assay.proposal_event WHERE tenant_id = :tenant AND proposal_id = :id ORDER BY number")
                .getResultList();
        return rows.stream().map(Object[].class::cast)
                .map(row -> new ProposalEvent(ProposalEvent.Operation.named((String) row[0]),
                        new Person((String) row[2], (String) row[1]), (String) row[3], (String) row[4],
                        (Instant) row[5]))
                .toList();
    }

    /**
     * Stores a new proposal, unless the same person proposed the same and it still waits.
     *
     * @param mostWaiting how many of a tenant may wait at once
     * @return it, or the one that waits; empty where too many wait
     */
    public Optional<Proposal> enter(Proposal proposal, ProposalEvent event, int mostWaiting) {
        takeTurn(proposal.key().tenant());
        Optional<Proposal> same = same(proposal);
        if (same.isPresent())
            return same;
        if (waiting(proposal) >= mostWaiting)
            return Optional.empty();
        insert(proposal);
        record(proposal.key(), event);
        return Optional.of(proposal);
    }

    /** Needs the turn taken. */
    private Optional<Proposal> same(Proposal fresh) {
        Query query = entities.createNativeQuery(READ + """
                AND state = 'waiting' AND expires_at > :at AND change = :change AND base = :base
                AND subject = :subject AND issuer = :issuer""", Object[].class);
        return found(proposed(query.setParameter("at", fresh.times().proposed()), fresh)).stream().findFirst();
    }

    private long waiting(Proposal fresh) {
        return (Long) entities.createNativeQuery("SELECT count(*) FROM assay.proposal WHERE tenant_id = :tenant"
                + " AND state = 'waiting' AND expires_at > :at", Long.class)
                .setParameter("tenant", fresh.key().tenant()).setParameter("at", fresh.times().proposed())
                .getSingleResult();
    }

    private void insert(Proposal fresh) {
        proposed(entities.createNativeQuery("""
                INSERT INTO assay.proposal (tenant_id, proposal_id, matter, change, base, subject, issuer, proposed_at,
                    expires_at) VALUES (:tenant, :id, :matter, :change, :base, :subject, :issuer, :at, :expires)"""),
                fresh).setParameter("id", fresh.key().id()).setParameter("matter", fresh.change().matter().word())
                .setParameter("at", fresh.times().proposed()).setParameter("expires", fresh.times().expires())
                .executeUpdate();
    }

    private static Query proposed(Query query, Proposal fresh) {
        return query.setParameter("tenant", fresh.key().tenant())
                .setParameter("change", ChangeText.write(fresh.change())).setParameter("base", fresh.base())
                .setParameter("subject", fresh.proposer().subject()).setParameter("issuer", fresh.proposer().issuer());
    }

    /**
     * Judges a proposal while no other of the tenant is judged, and stores what it comes to with its steps. What
     * {@code judge} changes by other rows of this package is of the same transaction: both happen or neither.
     *
     * @return the proposal afterwards; empty where there is none
     */
    public Optional<Proposal> settle(Proposal.Key key, Function<Proposal, Settlement> judge) {
        takeTurn(key.tenant());
        return one(key, " FOR UPDATE").map(judge).map(settled -> {
            // why: the judge's own rows may have left another scope behind.
            TenantScope.enter(entities, key.tenant());
            if (!settled.events().isEmpty())
                update(settled.proposal());
            settled.events().forEach(event -> record(key, event));
            return settled.proposal();
        });
    }

    private void update(Proposal proposal) {
        Optional<Proposal.Decision> made = proposal.decision();
        named(proposal.key(), """
                UPDATE assay.proposal SET state = :state, decided_subject = cast(:subject AS text),
                    decided_issuer = cast(:issuer AS text), decided_at = cast(:at AS timestamptz),
                    note = cast(:note AS text) WHERE tenant_id = :tenant AND proposal_id = :id""")
                .setParameter("state", proposal.state().word())
                .setParameter("subject", made.map(it -> it.by().subject()).orElse(null))
                .setParameter("issuer", made.map(it -> it.by().issuer()).orElse(null))
                .setParameter("at", made.map(it -> it.at().toString()).orElse(null))
                .setParameter("note", made.map(Proposal.Decision::note).orElse(null)).executeUpdate();
    }

    /** Decisions of one tenant take turns, so that each sees what the one before changed. */
    private void takeTurn(UUID tenant) {
        TenantScope.enter(entities, tenant);
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))", Object.class)
                .setParameter(1, tenant + "/proposals").getSingleResult();
    }

    private void record(Proposal.Key key, ProposalEvent event) {
        named(key, """
                INSERT INTO assay.proposal_event (tenant_id, proposal_id, number, operation, subject, issuer, note,
                    trace_id, recorded_at)
                SELECT :tenant, :id, count(*) + 1, :operation, :subject, :issuer, :note, :trace, :at
                FROM assay.proposal_event WHERE tenant_id = :tenant AND proposal_id = :id""")
                .setParameter("operation", event.operation().word()).setParameter("subject", event.by().subject())
                .setParameter("issuer", event.by().issuer()).setParameter("note", event.note())
                .setParameter("trace", event.traceId()).setParameter("at", event.at()).executeUpdate();
    }

    /** Proposals nobody decided by then, and those approved a minute before and not in force, of all tenants; 100 at most. */
    public List<Proposal.Key> due(Instant at) {
        List<?> rows = entities
                .createNativeQuery("SELECT tenant_id, proposal_id FROM assay.proposals_due(?1)", Object[].class)
                .setParameter(1, at).getResultList();
        return rows.stream().map(Object[].class::cast).map(row -> new Proposal.Key((UUID) row[0], (UUID) row[1]))
                .toList();
    }

    /** How many platform administrators there are: enabled, and not expired by then. */
    public long platformAdministrators(Instant at) {
        return (Long) entities.createNativeQuery("SELECT count(*) FROM assay.platform_client WHERE NOT disabled"
                + " AND (expires_at IS NULL OR expires_at > ?1)", Long.class).setParameter(1, at).getSingleResult();
    }

    private Optional<Proposal> one(Proposal.Key key, String lock) {
        return found(entities.createNativeQuery(READ + "AND proposal_id = :id" + lock, Object[].class)
                .setParameter("tenant", key.tenant()).setParameter("id", key.id())).stream().findFirst();
    }

    private Query named(Proposal.Key key, String sql) {
        Query query = sql.startsWith("SELECT")
                ? entities.createNativeQuery(sql, Object[].class)
                : entities.createNativeQuery(sql);
        return query.setParameter("tenant", key.tenant()).setParameter("id", key.id());
    }

    private static List<Proposal> found(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(Object[].class::cast).map(ProposalRows::proposal).toList();
    }

    private static Proposal proposal(Object[] row) {
        Optional<Proposal.Decision> decision = row[11] == null
                ? Optional.empty()
                : Optional.of(new Proposal.Decision(new Person((String) row[10], (String) row[9]), (Instant) row[11],
                        (String) row[12]));
        return new Proposal(new Proposal.Key((UUID) row[0], (UUID) row[1]), ChangeText.read((String) row[2]),
                (String) row[3], new Person((String) row[5], (String) row[4]),
                new Proposal.Times((Instant) row[6], (Instant) row[7]), ProposalState.named((String) row[8]), decision);
    }
}
