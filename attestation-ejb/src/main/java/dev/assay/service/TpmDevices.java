package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.persistence.StoreException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** The TPMs tenants know. Each method decides by the call's caller whether it may be (AU-05). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TpmDevices {
    private static final System.Logger LOG = System.getLogger(TpmDevices.class.getName());

    @Inject
    House house;

    @PermitAll
    public TpmDeviceAnswer list(TpmDeskCall call, TpmDeviceQuery query) {
        return ask(call, desk -> desk.list(call, query));
    }

    /** With what happened to it. */
    @PermitAll
    public TpmDeviceAnswer get(TpmDeskCall call, String id) {
        return ask(call, desk -> desk.get(call, id));
    }

    /** @param publicArea TPMT_PUBLIC or TPM2B_PUBLIC of its attestation key. @param label may be empty */
    @PermitAll
    public TpmDeviceAnswer register(TpmDeskCall call, Bytes publicArea, String label) {
        return ask(call, desk -> desk.register(call, publicArea, label));
    }

    /** @param label empty: stays. @param revoke for good */
    @PermitAll
    public TpmDeviceAnswer amend(TpmDeskCall call, String id, Optional<String> label, boolean revoke) {
        return ask(call, desk -> desk.amend(call, id, label, revoke));
    }

    @PermitAll
    public TpmDeviceAnswer delete(TpmDeskCall call, String id) {
        return ask(call, desk -> desk.delete(call, id));
    }

    private TpmDeviceAnswer ask(TpmDeskCall call, Function<TpmDeviceDesk, TpmDeviceAnswer> question) {
        try {
            return question.apply(house.rooms().tpms().devices());
        } catch (EJBException | StoreException down) {
            LOG.log(System.Logger.Level.ERROR, "devices, trace {0}: {1}", call.traceId(), down.getMessage());
            return new TpmDeviceAnswer.Unavailable();
        }
    }
}
