package dev.assay.persistence;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Clients as their administrators see them; each method one short transaction, each act with the record of it. Those of
 * one tenant, or of the platform, are changed one after the other.
 */
@Stateless
public class ClientStore {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** What became of a client to be made. */
    public enum Creation {
        MADE,
        TAKEN,
        FULL
    }

    /** A client to be changed. @param lastOfPlatform no other platform client may have tokens now */
    public record Held(ClientRecord client, boolean lastOfPlatform) {}

    /** Whether there is a tenant of that name that is not deleted; the platform always is. */
    public boolean knows(Optional<String> tenant) {
        return ClientPlace.enter(entities, tenant).filter(place -> place.tenant().isEmpty() || !place.bind(entities
                .createNativeQuery("SELECT 1 WHERE true" + place.served("<> 'deleted'"), Integer.class))
                .getResultList().isEmpty()).isPresent();
    }

    /** Whether the installation was ever given an administrator: then no start makes one. */
    public boolean platformHasClients() {
        return !entities.createNativeQuery("SELECT 1 FROM assay.platform_client LIMIT 1", Integer.class)
                .getResultList().isEmpty();
    }

    public Optional<ClientRecord> find(ClientId id) {
        return ClientPlace.enter(entities, id).flatMap(place -> find(place, id));
    }

    private Optional<ClientRecord> find(ClientPlace place, ClientId id) {
        List<?> rows = place.bind(entities.createNativeQuery(
                "SELECT " + ClientColumns.ALL + " FROM " + place.table() + " WHERE " + place.one(), Object[].class), id)
                .getResultList();
        return rows.stream().findFirst().map(Object[].class::cast)
                .map(row -> ClientColumns.record(id.tenant(), row));
    }

    /** By name, from the one after {@code afterName}. */
    public List<ClientRecord> page(Optional<String> tenant, String afterName, int size) {
        return ClientPlace.enter(entities, tenant).map(place -> page(place, afterName, size)).orElse(List.of())
                .stream().map(Object[].class::cast).map(row -> ClientColumns.record(tenant, row)).toList();
    }

    private List<?> page(ClientPlace place, String afterName, int size) {
        return place.bind(entities.createNativeQuery("SELECT " + ClientColumns.ALL + " FROM " + place.table()
                + " WHERE " + place.own() + " AND client_name > :after ORDER BY client_name LIMIT :size",
                Object[].class)).setParameter("after", afterName).setParameter("size", size).getResultList();
    }

    /** @param room how many clients the tenant, or the platform, may have */
    public Creation create(Client client, int room, AdministrativeAct act) {
        ClientPlace place = ClientPlace.enter(entities, client.id()).orElseThrow();
        place.lock(entities);
        if (find(place, client.id()).isPresent())
            return Creation.TAKEN;
        long there = ((Number) place.bind(entities.createNativeQuery(
                "SELECT count(*) FROM " + place.table() + " WHERE " + place.own(), Long.class)).getSingleResult())
                .longValue();
        if (there >= room)
            return Creation.FULL;
        insert(place, client, act.at());
        record(place, client.id(), 0, act);
        return Creation.MADE;
    }

    private void insert(ClientPlace place, Client client, Instant at) {
        String owner = place.tenant().isPresent() ? "tenant_id, " : "";
        String owned = place.tenant().isPresent() ? ":tenant, " : "";
        Query insert = entities.createNativeQuery("INSERT INTO " + place.table() + " (" + owner
                + "client_name, roles, current_salt, current_hash, current_rounds, previous_salt, previous_hash,"
                + " previous_rounds, previous_until, disabled, expires_at, token_epoch, created_at, changed_at)"
                + " VALUES (" + owned + ":name, :roles, :salt, :hash, :rounds, cast(:oldSalt AS bytea),"
                + " cast(:oldHash AS bytea), cast(:oldRounds AS integer), cast(:oldUntil AS timestamptz), :disabled,"
                + " cast(:expires AS timestamptz), :epoch, :at, :at)");
        ClientColumns.bind(place.bind(insert, client.id()), client)
                .setParameter("roles", ClientColumns.words(client.roles())).setParameter("at", at).executeUpdate();
    }

    /**
     * Changes a client under its owner's lock.
     *
     * @param next the client from how it is, or the same: then nothing happens
     * @return the client afterwards; empty where there is none
     */
    public Optional<ClientRecord> change(ClientId id, Function<Held, Client> next, AdministrativeAct act) {
        return ClientPlace.enter(entities, id).flatMap(place -> held(place, id, act.at()).map(now -> {
            Client changed = next.apply(now);
            return changed.equals(now.client().client()) ? now.client() : store(place, changed, act);
        }));
    }

    private ClientRecord store(ClientPlace place, Client client, AdministrativeAct act) {
        // why: the platform's have one role, and the application may not give them another.
        String roles = place.tenant().isPresent() ? "roles = :roles, " : "";
        Query update = entities.createNativeQuery("UPDATE " + place.table() + " SET " + roles
                + "current_salt = :salt, current_hash = :hash, current_rounds = :rounds,"
                + " previous_salt = cast(:oldSalt AS bytea), previous_hash = cast(:oldHash AS bytea),"
                + " previous_rounds = cast(:oldRounds AS integer), previous_until = cast(:oldUntil AS timestamptz),"
                + " disabled = :disabled, expires_at = cast(:expires AS timestamptz), token_epoch = :epoch,"
                + " version = version + 1, changed_at = :at WHERE " + place.one());
        if (place.tenant().isPresent())
            update.setParameter("roles", ClientColumns.words(client.roles()));
        ClientColumns.bind(place.bind(update, client.id()), client).setParameter("at", act.at()).executeUpdate();
        record(place, client.id(), 0, act);
        return find(place, client.id()).orElseThrow();
    }

    /** Deletes a client for good, if it may be; empty where there is none. */
    public Optional<Boolean> delete(ClientId id, Predicate<Held> may, AdministrativeAct act) {
        return ClientPlace.enter(entities, id).flatMap(place -> held(place, id, act.at()).map(now -> {
            if (!may.test(now))
                return false;
            record(place, id, 1, act);
            place.bind(entities.createNativeQuery("DELETE FROM " + place.table() + " WHERE " + place.one()), id)
                    .executeUpdate();
            return true;
        }));
    }

    private Optional<Held> held(ClientPlace place, ClientId id, Instant at) {
        place.lock(entities);
        return find(place, id).map(client -> new Held(client, place.tenant().isEmpty() && entities
                .createNativeQuery("""
                        SELECT 1 FROM assay.platform_client WHERE client_name <> :name AND NOT disabled
                            AND (expires_at IS NULL OR expires_at > :at)""", Integer.class)
                .setParameter("name", id.name()).setParameter("at", at).getResultList().isEmpty()));
    }

    /** Names the columns it keeps, so that no hash is ever among them. @param ahead of the row's version */
    private void record(ClientPlace place, ClientId id, int ahead, AdministrativeAct act) {
        String settings = "jsonb_build_object('roles', roles, 'disabled', disabled, 'expiresAt', expires_at,"
                + " 'previousSecretUntil', previous_until)";
        String rest = "version + :ahead, client_name, :operation, :subject, :issuer, " + settings
                + ", :trace, :at FROM " + place.table() + " WHERE " + place.one();
        Query insert = entities.createNativeQuery(place.tenant().isPresent()
                ? "INSERT INTO assay.client_event (tenant_id, client_uid, version, client_name, operation, subject,"
                        + " issuer, settings, trace_id, recorded_at) SELECT tenant_id, client_uid, " + rest
                : "INSERT INTO assay.platform_event (object_kind, object_id, version, object_name, operation, subject,"
                        + " issuer, settings, trace_id, recorded_at) SELECT 'client', cast(client_uid AS text), "
                        + rest);
        place.bind(insert, id).setParameter("ahead", ahead).setParameter("operation", act.operation().word())
                .setParameter("subject", act.subject()).setParameter("issuer", act.issuer())
                .setParameter("trace", act.traceId()).setParameter("at", act.at()).executeUpdate();
    }
}
