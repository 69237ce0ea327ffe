package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.StoredPolicy;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Policies as their owners change them; each method one short transaction, each change with the record of it. */
@Stateless
@LocalBean
public class PolicyRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** What became of a change. */
    public enum Change {
        MADE,
        /** It was so already; nothing is recorded. */
        SAME,
        /** Another change was made meanwhile; this one is not. */
        CONFLICT,
        /** A document that counts once came again; nothing is stored. */
        REPLAY
    }

    /** The state of one policy that a change is made from. @param changes how many there were so far */
    public record From(UUID tenant, AttestationType type, int changes) {}

    public From now(UUID tenant, AttestationType type) {
        return new From(tenant, type, enter(tenant, type).changes());
    }

    /** Number of the version in force; 0: the shipped one. */
    public int activeVersion(UUID tenant, AttestationType type) {
        return enter(tenant, type).active().map(row -> row.version).orElse(0);
    }

    /** Whether that document is in force. @param document empty: the default */
    public boolean inForce(UUID tenant, AttestationType type, Optional<String> document) {
        return enter(tenant, type).active().map(row -> document.filter(text -> text.equals(row.document)).isPresent())
                .orElse(document.isEmpty());
    }

    public StoredPolicy read(UUID tenant, AttestationType type, int version) {
        return enter(tenant, type).row(version).value();
    }

    /** A stored version; empty where there is none of that number. */
    public Optional<StoredPolicy> stored(UUID tenant, AttestationType type, int version) {
        return Optional.ofNullable(enter(tenant, type).row(version)).map(PolicyRow::value);
    }

    /**
     * Brings a document in force as a new version.
     *
     * @param from what {@link #now} said when the request was taken up
     * @throws PolicyQuotaException where the tenant's quota of versions is spent
     */
    public Change update(From from, PolicyVersion wanted, PolicyChange change) {
        PolicyVersions versions = enter(from.tenant(), from.type());
        versions.lock();
        if (versions.active().filter(row -> wanted.document().equals(row.document)).isPresent())
            return Change.SAME;
        if (versions.changes() != from.changes())
            return Change.CONFLICT;
        if (wanted.once() && versions.hasStored(wanted.document()))
            return Change.REPLAY;
        int version = versions.store(wanted, change);
        versions.point(version);
        versions.record("update", version, change);
        return Change.MADE;
    }

    /** Brings the default in force. @param from as in {@link #update} */
    public Change reset(From from, PolicyChange change) {
        PolicyVersions versions = enter(from.tenant(), from.type());
        versions.lock();
        Optional<PolicyRow> active = versions.active();
        if (active.isEmpty())
            return Change.SAME;
        if (versions.changes() != from.changes())
            return Change.CONFLICT;
        versions.pointAtDefault();
        versions.record("reset", 0, change);
        return Change.MADE;
    }

    private PolicyVersions enter(UUID tenant, AttestationType type) {
        TenantScope.enter(entities, tenant);
        return new PolicyVersions(entities, tenant, type.wireName());
    }
}
