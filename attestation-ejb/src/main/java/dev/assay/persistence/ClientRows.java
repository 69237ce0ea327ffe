package dev.assay.persistence;

import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Clients as the gate asks for them: those of tenants in force, and the platform's. Each method one short transaction. */
@Stateless
public class ClientRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** Empty where there is no such client, or no tenant of it in force. */
    public Optional<Client> read(ClientId id) {
        return one(id, ClientColumns.ALL).map(row -> ClientColumns.record(id.tenant(), row)).map(ClientRecord::client);
    }

    /** Whether its tokens count; empty as for {@link #read}. No secret's hash is read for it. */
    public Optional<Client.Standing> standing(ClientId id) {
        return one(id, ClientColumns.STANDING).map(row -> ClientColumns.standing(row, 0));
    }

    private Optional<Object[]> one(ClientId id, String columns) {
        Optional<ClientPlace> place = ClientPlace.enter(entities, id);
        if (place.isEmpty())
            return Optional.empty();
        List<?> rows = place.get().bind(entities.createNativeQuery("SELECT " + columns + " FROM "
                + place.get().table() + " WHERE " + place.get().one() + place.get().served("= 'active'"),
                Object[].class), id).getResultList();
        return rows.stream().findFirst().map(Object[].class::cast);
    }

    /** Notes the hour of a token. */
    public void used(ClientId id, Instant at) {
        ClientPlace.enter(entities, id).ifPresent(place -> place.bind(entities.createNativeQuery("UPDATE "
                + place.table() + " SET last_used_at = :hour WHERE " + place.one()
                + " AND (last_used_at IS NULL OR last_used_at < :hour)"), id)
                .setParameter("hour", at.truncatedTo(ChronoUnit.HOURS)).executeUpdate());
    }
}
