package dev.assay.persistence;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The store of clients as the container hands it out: each call a transaction of its own. */
public final class TransactedClientStore extends ClientStore {
    @Override
    public boolean knows(Optional<String> tenant) {
        return in(store -> store.knows(tenant));
    }

    @Override
    public boolean platformHasClients() {
        return in(ClientStore::platformHasClients);
    }

    @Override
    public Optional<ClientRecord> find(ClientId id) {
        return in(store -> store.find(id));
    }

    @Override
    public List<ClientRecord> page(Optional<String> tenant, String afterName, int size) {
        return in(store -> store.page(tenant, afterName, size));
    }

    @Override
    public Creation create(Client client, int room, AdministrativeAct act) {
        return in(store -> store.create(client, room, act));
    }

    @Override
    public Optional<ClientRecord> change(ClientId id, Function<Held, Client> next, AdministrativeAct act) {
        return in(store -> store.change(id, next, act));
    }

    @Override
    public Optional<Boolean> delete(ClientId id, Predicate<Held> may, AdministrativeAct act) {
        return in(store -> store.delete(id, may, act));
    }

    private static <T> T in(Function<ClientStore, T> work) {
        return TestDatabase.transaction(entities -> work.apply(TestDatabase.clientStore(entities)));
    }
}
