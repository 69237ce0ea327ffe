package dev.assay.persistence;

import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
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
    public Optional<Client.Standing> standing(ClientId id) {
        return in(rows -> rows.standing(id));
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
