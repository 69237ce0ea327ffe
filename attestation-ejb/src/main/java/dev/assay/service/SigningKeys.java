package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoredKey;
import dev.assay.signing.KeyCertificates;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.tenant.Tenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant's signing keys for those who administer them; who may is decided before this door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SigningKeys {
    @Inject
    House house;

    @Inject
    SigningKeyRows rows;

    /** Keys not yet destroyed, the active one first; empty where there is no such tenant. */
    public Optional<List<KeyFacts>> list(String tenant) {
        return find(tenant).map(found -> rows.read(found.id()).stream().map(StoredKey::facts).toList());
    }

    /** Takes the steps that are due now, as the timer does: to be called when a tenant's token settings changed. */
    public Optional<Integer> tend(String tenant) {
        return find(tenant).map(found -> desk().keeper().tend(desk().keys().owner(found)));
    }

    /**
     * Emergency rotation (KM-03): another key signs at once.
     *
     * @param revoke destroys the old key and the next one now, so that tokens they signed verify no more
     * @return empty where there is no such tenant; false where another node changed its keys meanwhile
     * @throws KeyUnavailableException where no key can be made
     */
    public Optional<Boolean> replace(String tenant, boolean revoke) {
        return find(tenant).map(found -> {
            boolean replaced = desk().keeper().replace(desk().keys().owner(found), revoke);
            desk().ring().forget(found.id());
            return replaced;
        });
    }

    /** PEM of a PKCS#10 request for the active or next key; empty where there is no such tenant or key. */
    public Optional<String> request(String tenant, String kid) {
        return find(tenant).flatMap(found -> {
            KeyOwner owner = desk().keys().owner(found);
            return key(owner, kid)
                    .map(key -> KeyCertificates.request(owner.issuer(), desk().keeper().open(owner, key)));
        });
    }

    /**
     * Publishes the chain an authority issued for the active or next key.
     *
     * @param pem the key's certificate first, each followed by the one that issued it
     * @return empty where there is no such tenant or key
     * @throws dev.assay.bytes.MalformedException where it is no chain for this key, or does not hold now
     */
    public Optional<KeyFacts> install(String tenant, String kid, String pem) {
        return find(tenant).flatMap(found -> key(desk().keys().owner(found), kid).flatMap(key -> {
            List<X509Certificate> chain = KeyCertificates.chain(Bytes.utf8(pem), key.published(),
                    house.rooms().surroundings().clock().now());
            boolean installed = rows.certify(found.id(), kid, chain);
            desk().ring().forget(found.id());
            return installed ? Optional.of(key.facts()) : Optional.empty();
        }));
    }

    /** Destroys every key of a tenant for good, whether or not it is still found (TE-07); how many there were. */
    public int destroyAll(UUID tenant) {
        int destroyed = desk().keeper().destroyAll(tenant);
        desk().ring().forget(tenant);
        return destroyed;
    }

    private Optional<StoredKey> key(KeyOwner owner, String kid) {
        return rows.read(owner.tenant()).stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    private Optional<Tenant> find(String tenant) {
        return house.rooms().ports().tenants().find(tenant);
    }

    private KeyDesk desk() {
        return house.rooms().desk();
    }
}
