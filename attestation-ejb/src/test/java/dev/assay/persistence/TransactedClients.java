package dev.assay.persistence;

import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.SecretHash;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Clients' rows as the container hands them out: each call a transaction of its own. */
public final class TransactedClients extends ClientRows {
    @Override
    public Optional<Client> read(ClientId id) {
        return in(rows -> rows.read(id));
    }

    @Override
    public boolean insert(Client client) {
        return in(rows -> rows.insert(client));
    }

    @Override
    public boolean rotate(ClientId id, SecretHash next) {
        return in(rows -> rows.rotate(id, next));
    }

    @Override
    public boolean endPrevious(ClientId id) {
        return in(rows -> rows.endPrevious(id));
    }

    @Override
    public void used(ClientId id, Instant at) {
        in(rows -> {
            rows.used(id, at);
            return true;
        });
    }

    private static <T> T in(Function<ClientRows, T> work) {
        return TestDatabase.transaction(entities -> work.apply(TestDatabase.clients(entities)));
    }
}
