package dev.assay.service;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;

/** Attests: admit, collect, verify, decide, record, issue. */
@Stateless
public class Attestations {
    /** Anonymous, as the protocol has it for these types (maa-api §1). */
    @PermitAll
    public Outcome attest(AttestCall call) {
        throw new UnsupportedOperationException();
    }
}
