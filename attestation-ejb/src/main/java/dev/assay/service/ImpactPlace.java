package dev.assay.service;

import dev.assay.persistence.EvidenceArchive;
import dev.assay.persistence.ImpactRows;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where a tenant's replay runs.
 *
 * @param settled whether all that was to be kept so far is
 * @param keeps whether the tenant still keeps evidence; where not, its replay is not to go on
 * @param pause waits a moment, less than a tenth of a second
 */
record ImpactPlace(String tenant, Surroundings surroundings, Archives stored, BooleanSupplier settled,
        BooleanSupplier keeps, Runnable pause) {
    record Archives(EvidenceArchive evidence, ImpactRows runs) {}

    EvidenceArchive archive() {
        return stored.evidence();
    }

    ImpactRows runs() {
        return stored.runs();
    }

    long nanos() {
        return surroundings.clock().nanos();
    }

    /** Whether its thread is asked to end. */
    boolean stopping() {
        return Thread.currentThread().isInterrupted();
    }

    /** Whether attest calls leave room; where not, a moment passes first. */
    boolean roomOrPause() {
        if (surroundings.pool().roomy())
            return true;
        pause.run();
        return false;
    }

    /** In a place of drafts'; empty where there was none in time. */
    <T> Optional<T> inTurn(Supplier<T> work) {
        return surroundings.draftPool().run(surroundings.queue(tenant), work);
    }
}
