package dev.assay.service;

import dev.assay.persistence.StoreException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.Function;

/** Azure Resource Manager's providers (maa-api §9). Each method is for platform administrators (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Providers {
    private static final System.Logger LOG = System.getLogger(Providers.class.getName());

    @Inject
    House house;

    /** Makes a provider, or brings the one there is to what is wished. */
    @PermitAll
    public ProviderAnswer put(ProviderPath path, ProviderWish wish, TenantCall call) {
        return ask(call, providers -> providers.put(path, wish, call));
    }

    @PermitAll
    public ProviderAnswer get(ProviderPath path, TenantCall call) {
        return ask(call, providers -> providers.get(path, call));
    }

    @PermitAll
    public ProviderAnswer change(ProviderPath path, ProviderPatch patch, TenantCall call) {
        return ask(call, providers -> providers.change(path, patch, call));
    }

    @PermitAll
    public ProviderAnswer delete(ProviderPath path, TenantCall call) {
        return ask(call, providers -> providers.delete(path, call));
    }

    /**
     * Of a subscription, or of one of its resource groups, 1000 at most.
     *
     * @param of its group may be empty: of all; its name is the one to go on behind, empty: from the first
     */
    @PermitAll
    public ProviderAnswer list(ProviderPath of, TenantCall call) {
        return ask(call, providers -> providers.list(of, call));
    }

    /** The tenant {@code default}, which stands for the hosted service's shared providers. @param location to show */
    @PermitAll
    public ProviderAnswer shared(String location, TenantCall call) {
        return ask(call, providers -> providers.shared(location, call));
    }

    private ProviderAnswer ask(TenantCall call, Function<ProviderAdministration, ProviderAnswer> question) {
        try {
            return question.apply(house.rooms().tenancy().providers());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "providers, trace {0}: {1}", call.traceId(), down.getMessage());
            return new ProviderAnswer.Unavailable();
        }
    }
}
