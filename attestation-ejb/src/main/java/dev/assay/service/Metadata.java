package dev.assay.service;

import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.tenant.Tenant;
import dev.assay.token.Discovery;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.function.Function;

/** What a relying party fetches (maa-api §5). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Metadata {
    private static final System.Logger LOG = System.getLogger(Metadata.class.getName());

    @Inject
    House house;

    /** JWK set: {@code kid, kty, x5c} and the public members. */
    @PermitAll
    public Published signingCertificates(String tenant) {
        return publish(tenant, found -> Discovery.keySet(house.rooms().ports().keys().published(found)));
    }

    @PermitAll
    public Published openIdConfiguration(String tenant) {
        return publish(tenant, found -> Discovery.openIdConfiguration(found.issuer(), house.rooms().ports()
                .keys().published(found).stream().map(PublishedKey::algorithm).toList()));
    }

    @PermitAll
    public Addresses addresses() {
        Installation installation = house.rooms().installation();
        return new Addresses(installation.version(), installation.baseUrl(), installation.bounds().baseDomain());
    }

    /** DO-10: a store that cannot be read is no fault of the caller's and no failure of ours to explain. */
    private Published publish(String tenant, Function<Tenant, JsonObject> document) {
        try {
            return house.rooms().ports().tenants().find(tenant).map(document)
                    .<Published>map(Published.Document::new).orElseGet(Published.NoSuchTenant::new);
        } catch (EJBException | StoreException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.ERROR, "metadata of {0}: {1}", tenant, down.getMessage());
            return new Published.Unavailable();
        }
    }
}
