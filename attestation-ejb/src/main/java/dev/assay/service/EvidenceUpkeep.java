package dev.assay.service;

import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.StoreException;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Deletes kept evidence by the clock; one node at a time holds the lease. */
@Singleton
@Startup
@DependsOn("Provisioning")
@TransactionManagement(TransactionManagementType.BEAN)
public class EvidenceUpkeep {
    private static final System.Logger LOG = System.getLogger(EvidenceUpkeep.class.getName());

    @Inject
    House house;

    @Inject
    LeaseRows leases;

    @Schedule(hour = "*", minute = "*", second = "19", persistent = false)
    public void sweep() {
        try {
            House.Rooms rooms = house.rooms();
            // CO-09: a clock that cannot be believed deletes nothing.
            if (!rooms.surroundings().clock().sound())
                return;
            int gone = new EvidenceCare(rooms.evidence().archive(), leases).go(rooms.installation().node(),
                    rooms.surroundings().clock().now());
            if (gone > 0)
                LOG.log(System.Logger.Level.INFO, "deleted {0} kept appraisals", gone);
        } catch (StoreException | EJBException down) {
            LOG.log(System.Logger.Level.WARNING, "kept evidence: {0}", down.getMessage());
        }
    }
}
