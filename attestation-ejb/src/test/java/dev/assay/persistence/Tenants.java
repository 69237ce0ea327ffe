package dev.assay.persistence;

import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes to tenants, for tests. */
final class Tenants {
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private Tenants() {}

    static TenantChange by(TenantChange.Operation operation) {
        return at(operation, AT);
    }

    static TenantChange at(TenantChange.Operation operation, Instant at) {
        return new TenantChange(operation, "alice", "https://login.example.org", "trace", at);
    }

    static UnaryOperator<TenantRecord> suspending() {
        return now -> new TenantRecord(now.id(), now.name(), now.managed(), TenantState.SUSPENDED, now.settings(),
                now.version(), now.dates());
    }

    static UnaryOperator<TenantRecord> deleting(Duration delay) {
        return now -> new TenantRecord(now.id(), now.name(), now.managed(), TenantState.DELETED, now.settings(),
                now.version(), new TenantRecord.Dates(now.dates().created(), now.dates().changed(), Optional.of(AT),
                        Optional.of(AT.plus(delay)), Optional.empty()));
    }
}
