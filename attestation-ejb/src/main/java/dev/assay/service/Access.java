package dev.assay.service;

import dev.assay.identity.TokenRefusedException;
import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** Access tokens: for clients that ask, and for the gate that is shown one. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Access {
    private static final System.Logger LOG = System.getLogger(Access.class.getName());

    @Inject
    House house;

    /** @param source the caller's address */
    @PermitAll
    public AccessAnswer grant(String clientId, String secret, String source) {
        try {
            AccessAnswer answer = house.rooms().gatehouse().grant(clientId, secret, source);
            if (answer instanceof AccessAnswer.Refused)
                LOG.log(System.Logger.Level.WARNING, "a client was refused an access token");
            return answer;
        } catch (EJBException | StoreException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.ERROR, "access tokens: {0}", down.getMessage());
            return new AccessAnswer.Unavailable();
        }
    }

    /** Whether a resource (RFC 8707 §2) that a request for a token names is this installation. */
    @PermitAll
    public boolean isNamedBy(String resource) {
        return house.rooms().gatehouse().tokens().isNamedBy(resource);
    }

    /** Whether a scope (RFC 6749 §3.3) that a request for a token names is this installation's. */
    @PermitAll
    public boolean isScopeOf(String scope) {
        return house.rooms().gatehouse().tokens().isScopeOf(scope);
    }

    /**
     * Whom a bearer token is of.
     *
     * @param tenant whose object is asked for: it decides which issuers are believed (AU-01); empty for the platform's
     */
    @PermitAll
    public Identification identify(Optional<String> tenant, String token) {
        try {
            return house.rooms().issuers().identities().identify(tenant, token, house.rooms().gatehouse().now());
        } catch (TokenRefusedException refused) {
            LOG.log(System.Logger.Level.INFO, "a bearer token was refused: {0}", refused.getMessage());
            return new Identification.Refused();
        } catch (EJBException | StoreException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.ERROR, "bearer tokens: {0}", down.getMessage());
            return new Identification.Unavailable();
        }
    }
}
