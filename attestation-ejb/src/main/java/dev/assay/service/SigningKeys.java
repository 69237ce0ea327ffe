package dev.assay.service;

import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoreException;
import dev.assay.service.KeyAnswer.Lack;
import dev.assay.signing.KeyUnavailableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** A tenant's signing keys for those who administer them. Each method decides by its caller whether it may be. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SigningKeys {
    private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());

    @Inject
    House house;

    @Inject
    SigningKeyRows rows;

    /** Keys not yet destroyed, the active one first. */
    @PermitAll
    public KeyAnswer list(String tenant, KeyCall call) {
        return ask(call, keys -> keys.list(tenant, call));
    }

    /**
     * Emergency rotation (KM-03): another key signs at once.
     *
     * @param revoke also destroys every other key, so that tokens they signed verify no more
     */
    @PermitAll
    public KeyAnswer rotate(String tenant, boolean revoke, KeyCall call) {
        return ask(call, keys -> keys.rotate(tenant, revoke, call));
    }

    /** PEM of a PKCS#10 request for the active or next key. */
    @PermitAll
    public KeyAnswer request(String tenant, String kid, KeyCall call) {
        return ask(call, keys -> keys.request(tenant, kid, call));
    }

    /**
     * Publishes the chain an authority issued for the active or next key.
     *
     * @param pem the key's certificate first, each followed by the one that issued it (RFC 8555 §9.1)
     */
    @PermitAll
    public KeyAnswer install(String tenant, String kid, String pem, KeyCall call) {
        return ask(call, keys -> keys.install(tenant, kid, pem, call));
    }

    /** Takes the steps that are due now, as the timer does: to be called when a tenant's token settings changed. */
    @PermitAll
    public Optional<Integer> tend(String tenant) {
        KeyDesk desk = house.rooms().desk();
        return house.rooms().ports().tenants().find(tenant).map(found -> {
            int taken = desk.keeper().tend(desk.keys().owner(found));
            desk.ring().forget(found.id());
            return taken;
        });
    }

    private KeyAnswer ask(KeyCall call, Function<KeyAdministration, KeyAnswer> question) {
        House.Rooms rooms = house.rooms();
        try {
            return question.apply(new KeyAdministration(rooms.desk(), rows, rooms.ports().tenants(),
                    rooms.surroundings().clock()::now, rooms.tenancy().approving()::propose));
        } catch (KeyUnavailableException out) {
            return unavailable(Lack.CUSTODY, call, out);
        } catch (EJBException | StoreException down) {
            return unavailable(Lack.STORE, call, down);
        }
    }

    private static KeyAnswer unavailable(Lack lack, KeyCall call, RuntimeException why) {
        LOG.log(System.Logger.Level.ERROR, "signing keys, trace {0}: {1}", call.traceId(), why.getMessage());
        return new KeyAnswer.Unavailable(lack);
    }
}
