package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyStanding;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.StoredPolicy;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
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

    /**
     * The state of one policy that a change is made from.
     *
     * @param changes how many there were so far. @param listChanges likewise, of the tenant's policy certificates
     */
    public record From(UUID tenant, AttestationType type, int changes, int listChanges) {}

    public From now(UUID tenant, AttestationType type) {
        PolicyVersions versions = enter(tenant, type);
        return new From(tenant, type, versions.changes(), listed(tenant).changes());
    }

    /** How the policy stands; all of it is of one instant. */
    public PolicyStanding standing(UUID tenant, AttestationType type) {
        return history(tenant, type).standing();
    }

    /** How a change left it that was {@link Change#MADE} from there. */
    public PolicyStanding after(From from) {
        return history(from.tenant(), from.type()).standing(from.changes() + 1);
    }

    /** Its versions, the newest first, older than {@code before}. */
    public List<KeptVersion> page(UUID tenant, AttestationType type, int before, int size) {
        return history(tenant, type).page(before, size);
    }

    /** A stored version with its text; empty where there is none of that number. */
    public Optional<KeptPolicy> find(UUID tenant, AttestationType type, int version) {
        return history(tenant, type).find(version);
    }

    /** When the versions of these numbers were in force, both ends counted; 0: the default. */
    public Map<Integer, KeptVersion.Activity> activity(UUID tenant, AttestationType type, int from, int to) {
        return history(tenant, type).activity(from, to);
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
        PolicyVersions versions = locked(from);
        if (versions.active().filter(row -> wanted.document().equals(row.document)).isPresent())
            return Change.SAME;
        if (overtaken(from, versions))
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
        PolicyVersions versions = locked(from);
        Optional<PolicyRow> active = versions.active();
        if (active.isEmpty())
            return Change.SAME;
        if (overtaken(from, versions))
            return Change.CONFLICT;
        versions.pointAtDefault();
        versions.record("reset", 0, change);
        return Change.MADE;
    }

    /**
     * Brings a stored version in force again; none is stored.
     *
     * @param from as in {@link #update}. @param version one there is
     */
    public Change activate(From from, int version, PolicyChange change) {
        PolicyVersions versions = locked(from);
        if (versions.active().filter(row -> row.version == version).isPresent())
            return Change.SAME;
        if (overtaken(from, versions))
            return Change.CONFLICT;
        versions.point(version);
        versions.record("activate", version, change);
        return Change.MADE;
    }

    private PolicyVersions locked(From from) {
        PolicyVersions versions = enter(from.tenant(), from.type());
        listed(from.tenant()).hold();
        versions.lock();
        return versions;
    }

    /** By another change, or of the certificates the change was judged by (PO-08). */
    private boolean overtaken(From from, PolicyVersions versions) {
        return versions.changes() != from.changes() || listed(from.tenant()).changes() != from.listChanges();
    }

    private ListedCertificates listed(UUID tenant) {
        return new ListedCertificates(entities, tenant);
    }

    private PolicyHistory history(UUID tenant, AttestationType type) {
        TenantScope.enter(entities, tenant);
        return new PolicyHistory(entities, tenant, type.wireName());
    }

    private PolicyVersions enter(UUID tenant, AttestationType type) {
        TenantScope.enter(entities, tenant);
        return new PolicyVersions(entities, tenant, type.wireName());
    }
}
