package dev.assay.service;

import dev.assay.tenant.Tenant;
import dev.assay.token.Discovery;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** What a relying party fetches (maa-api §5); empty where there is no such tenant. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Metadata {
    @Inject
    House house;

    /** JWK set: {@code kid, kty, x5c} and the public members. */
    @PermitAll
    public Optional<JsonObject> signingCertificates(String tenant) {
        return find(tenant).map(found -> Discovery.keySet(house.rooms().ports().keys().published(found.id())));
    }

    @PermitAll
    public Optional<JsonObject> openIdConfiguration(String tenant) {
        return find(tenant).map(found -> Discovery.openIdConfiguration(found.issuer()));
    }

    private Optional<Tenant> find(String tenant) {
        return house.rooms().ports().tenants().find(tenant);
    }
}
