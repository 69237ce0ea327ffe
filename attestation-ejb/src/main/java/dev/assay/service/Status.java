package dev.assay.service;

import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.tenant.Tenant;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Reads how the service stands; asks the database, so it can be slow when that is. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Status {
    @Inject
    House house;

    @PermitAll
    public ServiceStatus read() {
        House.Rooms rooms = house.rooms();
        List<String> problems = new ArrayList<>();
        boolean database = answers(rooms.stores(), problems);
        boolean clock = rooms.surroundings().clock().sound();
        if (!clock)
            problems.add("The clock stepped back or differs from the database's by more than 60 s: set it.");
        List<ServiceStatus.TenantLine> tenants = rooms.ports().tenants().all().stream()
                .map(tenant -> line(rooms, tenant)).toList();
        tenants.stream().filter(line -> !line.signingKeyReady()).forEach(line -> problems
                .add("Tenant " + line.name() + " has no usable signing key: see the server's log."));
        return new ServiceStatus(rooms.installation().version(), rooms.installation().node(),
                rooms.surroundings().clock().startedAt(), rooms.crypto().toString(), database, clock, tenants,
                problems);
    }

    private static boolean answers(House.Stores stores, List<String> problems) {
        try {
            stores.app().clock();
            stores.audit().clock();
            return true;
        } catch (StoreException down) {
            problems.add("The database does not answer: no token is issued until it does.");
            return false;
        }
    }

    private static ServiceStatus.TenantLine line(House.Rooms rooms, Tenant tenant) {
        return new ServiceStatus.TenantLine(tenant.name(), tenant.issuer(),
                tenant.anchors().name(), tenant.anchors().vendor(), tenant.baseline().name(), keyReady(rooms, tenant));
    }

    private static boolean keyReady(House.Rooms rooms, Tenant tenant) {
        try {
            // KM-07: a token that is out shows here, though the key was opened before.
            rooms.ports().keys().active(tenant, rooms.surroundings().clock().now()).prove();
            return true;
        } catch (KeyUnavailableException | EJBException | StoreException unusable) {
            return false;
        }
    }
}
