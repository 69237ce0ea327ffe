package dev.assay.service;

import dev.assay.identity.Caller;
import dev.assay.identity.TrustedIssuer;
import dev.assay.persistence.StoreException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.Function;

/** The issuers tenants trust. Each method decides by the caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Issuers {
    private static final System.Logger LOG = System.getLogger(Issuers.class.getName());

    @Inject
    House house;

    @PermitAll
    public IssuerAnswer list(String tenant, Caller caller) {
        return ask(issuers -> issuers.list(tenant, caller));
    }

    @PermitAll
    public IssuerAnswer get(String tenant, String id, Caller caller) {
        return ask(issuers -> issuers.get(tenant, id, caller));
    }

    /** Stores the wish under its id: makes it, or changes it from the version the call has seen. */
    @PermitAll
    public IssuerAnswer put(String tenant, TrustedIssuer wish, IssuerCall call) {
        return ask(issuers -> issuers.put(tenant, wish, call));
    }

    @PermitAll
    public IssuerAnswer delete(String tenant, String id, IssuerCall call) {
        return ask(issuers -> issuers.delete(tenant, id, call));
    }

    /** Fetches the issuer's metadata and keys now, and tells what was found; 3 s at most. */
    @PermitAll
    public IssuerAnswer probe(String tenant, String id, Caller caller) {
        return ask(issuers -> issuers.probe(tenant, id, caller));
    }

    private IssuerAnswer ask(Function<IssuerAdministration, IssuerAnswer> question) {
        try {
            return question.apply(house.rooms().issuers().administration());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "issuers: {0}", down.getMessage());
            return new IssuerAnswer.Unavailable();
        }
    }
}
