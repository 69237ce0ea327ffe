package dev.assay.service;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;

/** The key of access tokens, for those who administer the installation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccessTokenKeys {
    private static final System.Logger LOG = System.getLogger(AccessTokenKeys.class.getName());

    @Inject
    House house;

    /** @param revoke ends every access token issued so far, the caller's too */
    @PermitAll
    public AccessKeyAnswer rotate(boolean revoke, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return new AccessKeyAnswer.Forbidden();
        try {
            Gatehouse gatehouse = house.rooms().gatehouse();
            AdministrativeAct act = new AdministrativeAct(Operation.ROTATE, call.caller().subject(),
                    call.caller().issuer(), call.traceId(), gatehouse.now().truncatedTo(ChronoUnit.MICROS));
            return gatehouse.keeper().replace(gatehouse.keeper().ring().latest(), revoke, act)
                    .<AccessKeyAnswer>map(done -> new AccessKeyAnswer.Rotated(done.kid(), done.others()))
                    .orElseGet(AccessKeyAnswer.Meanwhile::new);
        } catch (EJBException | StoreException | KeyUnavailableException down) {
            LOG.log(System.Logger.Level.ERROR, "access token key, trace {0}: {1}", call.traceId(), down.getMessage());
            return new AccessKeyAnswer.Unavailable();
        }
    }
}
