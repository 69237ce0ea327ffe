package dev.assay.persistence;

import dev.assay.identity.ClientId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Optional;
import java.util.UUID;

/** Whose clients: one tenant's, for whose scope the transaction is set (TE-02), or the platform's own. */
record ClientPlace(Optional<UUID> tenant) {
    /** Empty where there is no such tenant. @param tenant by name; empty: the platform */
    static Optional<ClientPlace> enter(EntityManager entities, Optional<String> tenant) {
        if (tenant.isEmpty())
            return Optional.of(new ClientPlace(Optional.empty()));
        UUID id = (UUID) entities.createNativeQuery("SELECT assay.tenant_id_of(?1)", UUID.class)
                .setParameter(1, tenant.get()).getSingleResult();
        if (id == null)
            return Optional.empty();
        TenantScope.enter(entities, id);
        return Optional.of(new ClientPlace(Optional.of(id)));
    }

    static Optional<ClientPlace> enter(EntityManager entities, ClientId client) {
        return enter(entities, client.tenant());
    }

    String table() {
        return tenant.isPresent() ? "assay.api_client" : "assay.platform_client";
    }

    /** All clients of this place; true is for the platform, which has no tenant to name. */
    String own() {
        return tenant.isPresent() ? "tenant_id = :tenant" : "true";
    }

    /** One of them. */
    String one() {
        return own() + " AND client_name = :name";
    }

    /** A deleted tenant's clients are as gone as the tenant (TE-07); a suspended tenant's get and use no tokens. */
    String served(String states) {
        return tenant.isPresent()
                ? " AND EXISTS (SELECT 1 FROM assay.tenant t WHERE t.tenant_id = :tenant AND t.state " + states + ")"
                : "";
    }

    Query bind(Query query) {
        tenant.ifPresent(id -> query.setParameter("tenant", id));
        return query;
    }

    Query bind(Query query, ClientId client) {
        return bind(query).setParameter("name", client.name());
    }

    /** One at a time of those who change a place's clients, until the transaction ends. */
    void lock(EntityManager entities) {
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))", Object.class)
                .setParameter(1, "clients/" + tenant.map(UUID::toString).orElse("platform")).getSingleResult();
    }
}
