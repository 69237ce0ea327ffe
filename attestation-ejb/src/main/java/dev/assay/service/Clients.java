package dev.assay.service;

import dev.assay.identity.ClientId;
import dev.assay.persistence.ClientStore;
import dev.assay.persistence.StoreException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The management of clients. Each method decides by the call's caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Clients {
    /** How long a replaced secret counts where nobody says. */
    public static final Duration USUAL_OVERLAP = ClientAdministration.USUAL_OVERLAP;
    private static final System.Logger LOG = System.getLogger(Clients.class.getName());

    @Inject
    House house;

    @Inject
    ClientStore store;

    /** @param tenant whose client; empty: the platform's */
    @PermitAll
    public ClientAnswer create(Optional<String> tenant, ClientWish wish, TenantCall call) {
        return ask(call, clients -> clients.create(tenant, wish, call));
    }

    /** By name, from the one after {@code after}; 1 to 1000 of them. */
    @PermitAll
    public ClientAnswer list(Optional<String> tenant, String after, int size, TenantCall call) {
        return ask(call, clients -> clients.list(tenant, after, size, call));
    }

    @PermitAll
    public ClientAnswer get(ClientId id, TenantCall call) {
        return ask(call, clients -> clients.get(id, call));
    }

    @PermitAll
    public ClientAnswer change(ClientId id, ClientPatch patch, TenantCall call) {
        return ask(call, clients -> clients.change(id, patch, call));
    }

    /** @param overlap how long the secret there was counts beside the new one; zero ends the client's tokens too */
    @PermitAll
    public ClientAnswer rotate(ClientId id, Duration overlap, TenantCall call) {
        return ask(call, clients -> clients.rotate(id, overlap, call));
    }

    @PermitAll
    public ClientAnswer delete(ClientId id, TenantCall call) {
        return ask(call, clients -> clients.delete(id, call));
    }

    private ClientAnswer ask(TenantCall call, Function<ClientAdministration, ClientAnswer> question) {
        try {
            Gatehouse gatehouse = house.rooms().gatehouse();
            return question.apply(new ClientAdministration(store, gatehouse::now, gatehouse::forget));
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "clients, trace {0}: {1}", call.traceId(), down.getMessage());
            return new ClientAnswer.Unavailable();
        }
    }
}
