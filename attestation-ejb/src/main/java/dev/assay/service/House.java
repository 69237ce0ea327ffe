package dev.assay.service;

import dev.assay.persistence.StoreCondition;
import dev.assay.pki.CryptoProviders;

/** Holds what {@link Provisioning} set up, for the doors that lead into it; one, made by {@link CoreProducer}. */
public class House {
    private volatile Rooms rooms;

    /** Everything in use. @param crypto which provider, and why */
    record Rooms(Installation installation, Ports ports, AttestationFlow flow, TpmExchange exchange,
            Surroundings surroundings,
            Stores stores, KeyDesk desk, CryptoProviders.Choice crypto, Tenancy tenancy,
            Gatehouse gatehouse, IssuerDesk issuers, PolicyDesk policies, KeptEvidence evidence, Tpms tpms) {}

    /** The two database users' views of how the database stands. */
    record Stores(StoreCondition app, StoreCondition audit) {}

    void open(Rooms made) {
        rooms = made;
    }

    void close() {
        rooms = null;
    }

    Rooms rooms() {
        Rooms open = rooms;
        if (open == null)
            throw new IllegalStateException("the service is starting or stopping");
        return open;
    }
}
