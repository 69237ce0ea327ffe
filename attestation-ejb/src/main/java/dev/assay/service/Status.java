package dev.assay.service;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;

/** Reads how the service stands; asks the database, so it can be slow when that is. */
@Stateless
public class Status {
    @PermitAll
    public ServiceStatus read() {
        throw new UnsupportedOperationException();
    }
}
