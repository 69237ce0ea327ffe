package dev.assay.service;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Attests: admit, collect, verify, decide, record, issue. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Attestations {
    @Inject
    House house;

    /** Anonymous, as the protocol has it for these types (maa-api §1), unless the tenant's settings have it otherwise. */
    @PermitAll
    public Outcome attest(AttestCall call) {
        return house.rooms().flow().attest(call);
    }

    /** For identified callers, as the protocol has it for TPMs, unless the tenant's settings have it otherwise. */
    @PermitAll
    public TpmAnswer exchange(TpmCall call) {
        return house.rooms().exchange().take(call);
    }
}
