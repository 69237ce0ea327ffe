package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.persistence.StoreException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

/** Whom tenants trust to certify keys of TPMs. Each method decides by the call's caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TpmTrust {
    private static final System.Logger LOG = System.getLogger(TpmTrust.class.getName());

    @Inject
    House house;

    @PermitAll
    public TpmAuthorityAnswer list(TpmDeskCall call) {
        return ask(call, tpms -> tpms.authorities().list(call));
    }

    @PermitAll
    public TpmAuthorityAnswer get(TpmDeskCall call, String id) {
        return ask(call, tpms -> tpms.authorities().get(call, id));
    }

    @PermitAll
    public TpmAuthorityAnswer add(TpmDeskCall call, TpmAuthorityWish wish) {
        return ask(call, tpms -> tpms.authorities().add(call, wish));
    }

    /** @param crl DER */
    @PermitAll
    public TpmAuthorityAnswer renew(TpmDeskCall call, String id, Bytes crl) {
        return ask(call, tpms -> tpms.authorities().renew(call, id, crl));
    }

    @PermitAll
    public TpmAuthorityAnswer delete(TpmDeskCall call, String id) {
        return ask(call, tpms -> tpms.authorities().delete(call, id));
    }

    /** TP-10: keys that are refused whoever certified them. */
    @PermitAll
    public TpmAuthorityAnswer deniedKeys(TpmDeskCall call) {
        return ask(call, tpms -> tpms.deniedKeys().list(call));
    }

    /** @param keys the whole list: SHA-256 of each one's DER SubjectPublicKeyInfo, hexadecimal in lower case */
    @PermitAll
    public TpmAuthorityAnswer denyKeys(TpmDeskCall call, List<String> keys) {
        return ask(call, tpms -> tpms.deniedKeys().replace(call, keys));
    }

    private TpmAuthorityAnswer ask(TpmDeskCall call, Function<Tpms, TpmAuthorityAnswer> question) {
        try {
            return question.apply(house.rooms().tpms());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "TPM authorities, trace {0}: {1}", call.traceId(), down.getMessage());
            return new TpmAuthorityAnswer.Unavailable();
        }
    }
}
