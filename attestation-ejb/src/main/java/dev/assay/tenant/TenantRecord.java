package dev.assay.tenant;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A tenant as stored.
 *
 * @param managed made through the management plane; where not, it is served only while configuration names it
 * @param version counts changes from 1
 */
public record TenantRecord(UUID id, String name, boolean managed, TenantState state, TenantSettings settings,
        int version, Dates dates) {
    /** @param shredAfter when a deleted tenant's keys are destroyed. @param shredded when they were */
    public record Dates(Instant created, Instant changed, Optional<Instant> deleted, Optional<Instant> shredAfter,
            Optional<Instant> shredded) {}

    /** Between its deletion and the destruction of its keys, and ever after. */
    public boolean deleted() {
        return state == TenantState.DELETED;
    }
}
