package dev.assay.service;

import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Rotates the key of access tokens by the clock, as often as signing keys (KM-03); one node at a time. */
@Singleton
@Startup
@DependsOn("Provisioning")
@TransactionManagement(TransactionManagementType.BEAN)
public class AccessKeyRotation {
    private static final System.Logger LOG = System.getLogger(AccessKeyRotation.class.getName());

    @Inject
    House house;

    @Inject
    LeaseRows leases;

    @Schedule(hour = "*", minute = "*/10", second = "47", persistent = false)
    public void rotate() {
        try {
            House.Rooms rooms = house.rooms();
            // CO-09: a clock that cannot be believed rotates nothing.
            if (rooms.surroundings().clock().sound())
                rooms.gatehouse().keeper().tend(leases, rooms.desk().rule().period(), rooms.installation().node(),
                        rooms.gatehouse().now());
        } catch (StoreException | EJBException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.WARNING, "access token key rotation: {0}", down.getMessage());
        }
    }
}
