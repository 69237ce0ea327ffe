package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Clients of the management plane; each method one short transaction, a tenant's in that tenant's scope (TE-02). */
@Stateless
public class ClientRows {
    private static final String COLUMNS = "roles, current_salt, current_hash, current_rounds, previous_salt,"
            + " previous_hash, previous_rounds, disabled, expires_at";

    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** Empty where there is no such client, or no such tenant. */
    public Optional<Client> read(ClientId id) {
        Optional<Place> place = place(id);
        if (place.isEmpty())
            return Optional.empty();
        List<?> rows = place.get().bind(entities.createNativeQuery(
                "SELECT " + COLUMNS + " FROM " + place.get().where(), Object[].class)).getResultList();
        return rows.stream().findFirst().map(Object[].class::cast).map(row -> client(id, row));
    }

    /** Stores a new client; false where there is one of that name, or no such tenant. */
    public boolean insert(Client client) {
        return place(client.id()).filter(place -> insert(place, client) == 1).isPresent();
    }

    private int insert(Place place, Client client) {
        String owner = place.tenant().isPresent() ? "tenant_id, " : "";
        String owned = place.tenant().isPresent() ? ":tenant, " : "";
        return secrets(place.bind(entities.createNativeQuery("INSERT INTO " + place.table() + " (" + owner
                + "client_name, roles, current_salt, current_hash, current_rounds, previous_salt, previous_hash,"
                + " previous_rounds, disabled, expires_at) VALUES (" + owned
                + ":name, :roles, :salt, :hash, :rounds, cast(:oldSalt AS bytea), cast(:oldHash AS bytea),"
                + " cast(:oldRounds AS integer), :disabled, cast(:expires AS timestamptz)) ON CONFLICT DO NOTHING")),
                client.secrets()).setParameter("roles", words(client.roles()))
                .setParameter("disabled", client.standing().disabled())
                .setParameter("expires", client.standing().expires().map(Instant::toString).orElse(null))
                .executeUpdate();
    }

    /** Puts a new secret in use beside the one there was; false where there is no such client. */
    public boolean rotate(ClientId id, SecretHash next) {
        return read(id).map(Client::secrets).filter(held -> store(id, held, held.rotated(next))).isPresent();
    }

    /** Ends the secret before the one in use. */
    public boolean endPrevious(ClientId id) {
        return read(id).map(Client::secrets)
                .filter(held -> store(id, held, new Client.Secrets(held.current(), Optional.empty()))).isPresent();
    }

    /** Names the secret it changes, so that of two rotations at once one learns that it did not. */
    private boolean store(ClientId id, Client.Secrets held, Client.Secrets next) {
        return place(id).filter(place -> secrets(place.bind(entities.createNativeQuery("UPDATE " + place.table()
                + " SET current_salt = :salt, current_hash = :hash, current_rounds = :rounds,"
                + " previous_salt = cast(:oldSalt AS bytea), previous_hash = cast(:oldHash AS bytea),"
                + " previous_rounds = cast(:oldRounds AS integer) WHERE " + place.which()
                + " AND current_hash = :held")), next).setParameter("held", held.current().hash().toArray())
                .executeUpdate() == 1).isPresent();
    }

    /** Notes the hour of a token. */
    public void used(ClientId id, Instant at) {
        place(id).ifPresent(place -> place.bind(entities.createNativeQuery("UPDATE " + place.table()
                + " SET last_used_at = :hour WHERE " + place.which()
                + " AND (last_used_at IS NULL OR last_used_at < :hour)"))
                .setParameter("hour", at.truncatedTo(ChronoUnit.HOURS)).executeUpdate());
    }

    /** Which table, and which row of it. */
    private record Place(Optional<UUID> tenant, String name) {
        String table() {
            return tenant.isPresent() ? "assay.api_client" : "assay.platform_client";
        }

        String which() {
            return "client_name = :name" + (tenant.isPresent() ? " AND tenant_id = :tenant" : "");
        }

        /** A deleted tenant's clients are as gone as the tenant (TE-07). */
        String where() {
            return table() + " WHERE " + which() + (tenant.isPresent()
                    ? " AND EXISTS (SELECT 1 FROM assay.tenant t WHERE t.tenant_id = :tenant AND t.state <> 'deleted')"
                    : "");
        }

        Query bind(Query query) {
            tenant.ifPresent(id -> query.setParameter("tenant", id));
            return query.setParameter("name", name);
        }
    }

    private Optional<Place> place(ClientId id) {
        if (id.tenant().isEmpty())
            return Optional.of(new Place(Optional.empty(), id.name()));
        UUID tenant = (UUID) entities.createNativeQuery("SELECT assay.tenant_id_of(?1)", UUID.class)
                .setParameter(1, id.tenant().get()).getSingleResult();
        if (tenant == null)
            return Optional.empty();
        TenantScope.enter(entities, tenant);
        return Optional.of(new Place(Optional.of(tenant), id.name()));
    }

    private static Query secrets(Query query, Client.Secrets secrets) {
        Optional<SecretHash> previous = secrets.previous();
        return query.setParameter("salt", secrets.current().salt().toArray())
                .setParameter("hash", secrets.current().hash().toArray())
                .setParameter("rounds", secrets.current().rounds())
                .setParameter("oldSalt", previous.map(SecretHash::salt).map(Bytes::toArray).orElse(null))
                .setParameter("oldHash", previous.map(SecretHash::hash).map(Bytes::toArray).orElse(null))
                .setParameter("oldRounds", previous.map(SecretHash::rounds).orElse(null));
    }

    private static Client client(ClientId id, Object[] row) {
        Optional<SecretHash> previous = row[4] == null ? Optional.empty() : Optional.of(hash(row, 4));
        return new Client(id, roles((String) row[0]), new Client.Secrets(hash(row, 1), previous),
                new Client.Standing((Boolean) row[7], Optional.ofNullable((Instant) row[8])));
    }

    private static SecretHash hash(Object[] row, int from) {
        return new SecretHash(Bytes.copyOf((byte[]) row[from]), Bytes.copyOf((byte[]) row[from + 1]),
                (Integer) row[from + 2]);
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(" ")).flatMap(word -> Role.named(word).stream()).collect(Collectors.toSet());
    }

    private static String words(Set<Role> roles) {
        return roles.stream().map(Role::word).sorted().collect(Collectors.joining(" "));
    }
}
