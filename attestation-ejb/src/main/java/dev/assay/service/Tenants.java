package dev.assay.service;

import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.Function;

/** The management of tenants. Each method decides by the call's caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Tenants {
    private static final System.Logger LOG = System.getLogger(Tenants.class.getName());

    @Inject
    House house;

    @Inject
    SigningKeys keys;

    /** The same wish again gets the same answer. */
    @PermitAll
    public TenantAnswer create(TenantWish wish, TenantCall call) {
        return ask(call, tenants -> tenants.create(wish, call));
    }

    /** By name, from the one after {@code after}; 1 to 1000 of them. */
    @PermitAll
    public TenantAnswer list(String after, int size, TenantCall call) {
        return ask(call, tenants -> tenants.list(after, size, call));
    }

    @PermitAll
    public TenantAnswer get(String name, TenantCall call) {
        return ask(call, tenants -> tenants.get(name, call));
    }

    @PermitAll
    public TenantAnswer change(String name, TenantPatch patch, TenantCall call) {
        TenantAnswer answer = ask(call, tenants -> tenants.change(name, patch, call));
        if (answer instanceof TenantAnswer.Shown && patch.token().algorithm().isPresent())
            tend(name, call);
        return answer;
    }

    /** why no failure of the call: the setting is stored, and the next round over the keys heeds it. */
    private void tend(String name, TenantCall call) {
        try {
            keys.tend(name);
        } catch (EJBException | StoreException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.WARNING, "signing keys of {0}, trace {1}: {2}", name, call.traceId(),
                    down.getMessage());
        }
    }

    @PermitAll
    public TenantAnswer suspend(String name, TenantCall call) {
        return ask(call, tenants -> tenants.suspend(name, call));
    }

    /** Also brings back a deleted tenant whose keys are still there. */
    @PermitAll
    public TenantAnswer resume(String name, TenantCall call) {
        return ask(call, tenants -> tenants.resume(name, call));
    }

    @PermitAll
    public TenantAnswer delete(String name, TenantCall call) {
        return ask(call, tenants -> tenants.delete(name, call));
    }

    private TenantAnswer ask(TenantCall call, Function<TenantAdministration, TenantAnswer> question) {
        try {
            return question.apply(house.rooms().tenancy().administration());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "tenants, trace {0}: {1}", call.traceId(), down.getMessage());
            return new TenantAnswer.Unavailable();
        }
    }
}
