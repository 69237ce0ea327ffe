package dev.assay.service;

import dev.assay.persistence.EvidenceArchive;
import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One round over the tenants whose kept evidence has a part that is to be gone, by the node that holds the lease. */
final class EvidenceCare {
    private static final System.Logger LOG = System.getLogger(EvidenceCare.class.getName());
    private static final String JOB = "kept-evidence";
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final EvidenceArchive archive;
    private final LeaseRows leases;

    EvidenceCare(EvidenceArchive archive, LeaseRows leases) {
        this.archive = archive;
        this.leases = leases;
    }

    /** Appraisals deleted; none where another node is at it. */
    int go(String node, Instant at) {
        if (!leases.take(JOB, node, LEASE))
            return 0;
        List<UUID> due = archive.due(at);
        return due.stream().mapToInt(tenant -> sweep(tenant, at)).sum();
    }

    /** why: one tenant's trouble is not another's. */
    private int sweep(UUID tenant, Instant at) {
        try {
            return archive.sweep(tenant, at);
        } catch (StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "kept evidence of a tenant: {0}", failed.getMessage());
            return 0;
        }
    }
}
