package dev.assay.service;

import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoreException;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Rotates signing keys by the clock (KM-03); one node at a time holds the lease. */
@Singleton
@Startup
@DependsOn("Provisioning")
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyRotation {
    private static final System.Logger LOG = System.getLogger(KeyRotation.class.getName());

    @Inject
    House house;

    @Inject
    SigningKeyRows keys;

    @Inject
    LeaseRows leases;

    @Schedule(hour = "*", minute = "*/10", second = "31", persistent = false)
    public void rotate() {
        try {
            House.Rooms rooms = house.rooms();
            // CO-09: a clock that cannot be believed rotates nothing.
            if (rooms.surroundings().clock().sound())
                new KeyRounds(new KeyRounds.Stores(keys, leases), rooms.ports().tenants(), rooms.desk())
                        .go(rooms.installation().node(), rooms.surroundings().clock().now());
        } catch (StoreException | EJBException down) {
            LOG.log(System.Logger.Level.WARNING, "key rotation: {0}", down.getMessage());
        }
    }
}
