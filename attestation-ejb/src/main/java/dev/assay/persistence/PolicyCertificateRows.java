package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.CertificateChange;
import dev.assay.tenant.PolicyChange;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/**
 * The certificates an isolated tenant's policies are signed with (maa-api §4); each method one short transaction, each
 * change with the record of it.
 */
@Stateless
@LocalBean
public class PolicyCertificateRows {
    /** How many a tenant may list. */
    public static final int MOST = 100;

    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** What became of a change. */
    public enum Change {
        MADE,
        /** It was so already. */
        SAME,
        /** Who signed the request is not listed, or not any more. */
        UNLISTED,
        /** The last one stays (maa-api §4). */
        LAST,
        /** The tenant lists as many as it may. */
        FULL,
        /** A request that counts once came again. */
        REPLAY
    }

    /** DER, in the order they were listed; none for a tenant that is not isolated. */
    public List<Bytes> read(UUID tenant) {
        return enter(tenant).read();
    }

    /** How often the list was changed. */
    public int changes(UUID tenant) {
        return enter(tenant).changes();
    }

    /** Judges a request while no other of the tenant is judged, on any node, and does what it asks for. */
    public Change change(UUID tenant, CertificateChange wanted, PolicyChange by) {
        ListedCertificates listed = enter(tenant);
        listed.lock();
        Change outcome = judge(listed, wanted);
        switch (outcome) {
            case MADE -> listed.make(wanted, by);
            case SAME -> listed.keepIfOnce(wanted, by);
            case UNLISTED, LAST, FULL, REPLAY -> {
                // Nothing is changed, and nothing of it recorded.
            }
        }
        return outcome;
    }

    /** PO-09. */
    private static Change judge(ListedCertificates listed, CertificateChange wanted) {
        List<Bytes> now = listed.thumbprints();
        if (!now.contains(wanted.signer()))
            return Change.UNLISTED;
        if (now.contains(wanted.sha256()) == wanted.listed())
            return Change.SAME;
        if (wanted.once() && listed.hasSeen(wanted.request()))
            return Change.REPLAY;
        return switch (wanted.operation()) {
            case ADD -> now.size() < MOST ? Change.MADE : Change.FULL;
            case REMOVE -> now.size() > 1 ? Change.MADE : Change.LAST;
        };
    }

    private ListedCertificates enter(UUID tenant) {
        TenantScope.enter(entities, tenant);
        return new ListedCertificates(entities, tenant);
    }
}
