package dev.assay.service;

import dev.assay.approval.ProposedChange;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * From which state to which, and when a tenant's keys go.
 *
 * @param shredDelay from deletion on
 * @param destroyer destroys every key of a tenant, wherever it is kept
 */
record TenantLife(Duration shredDelay, Consumer<UUID> destroyer) {
    /** A change, judged from the tenant as it is. */
    @FunctionalInterface
    interface Step {
        Next from(TenantRecord now);
    }

    /** What a change comes to. */
    sealed interface Next {
        /** May be as it was: nothing happens then. */
        record Becomes(TenantRecord tenant) implements Next {}

        record Not(Refused why) implements Next {}

        /** Nothing happens before a second person approves it. @param from the tenant it was made from */
        record Waits(TenantRecord from, ProposedChange change) implements Next {}
    }

    Next suspend(TenantRecord now) {
        return switch (now.state()) {
            case ACTIVE -> new Next.Becomes(with(now, TenantState.SUSPENDED, Optional.empty()));
            case SUSPENDED -> new Next.Becomes(now);
            case DELETED -> new Next.Not(new Refused(Kind.CONFLICT, "tenant-deleted",
                    "The tenant is deleted; resume it first."));
        };
    }

    Next resume(TenantRecord now) {
        if (now.dates().shredded().isPresent()) {
            return new Next.Not(new Refused(Kind.CONFLICT, "tenant-shredded",
                    "The tenant's keys are destroyed; it cannot be brought back."));
        }
        return new Next.Becomes(now.state() == TenantState.ACTIVE
                ? now
                : with(now, TenantState.ACTIVE, Optional.empty()));
    }

    Next delete(TenantRecord now, Instant at) {
        return new Next.Becomes(now.deleted() ? now : with(now, TenantState.DELETED, Optional.of(at)));
    }

    private TenantRecord with(TenantRecord now, TenantState state, Optional<Instant> deleted) {
        TenantRecord.Dates dates = new TenantRecord.Dates(now.dates().created(), now.dates().changed(), deleted,
                deleted.map(at -> at.plus(shredDelay)), Optional.empty());
        return new TenantRecord(now.id(), now.name(), now.managed(), state, now.settings(), now.version(), dates);
    }
}
