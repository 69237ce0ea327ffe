package dev.assay.service;

import dev.assay.approval.Matter;
import dev.assay.approval.Person;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposalEvent;
import dev.assay.approval.ProposalEvent.Operation;
import dev.assay.approval.ProposalState;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.ProposedChange.AnchorSetAssignment;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.identity.Caller;
import dev.assay.persistence.ProposalRows;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.service.TenantLife.Next;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Says which changes take a second person, and has them wait. */
final class SecondPerson {
    /** why: so that proposing fills no disk. */
    static final int MOST_WAITING = 100;

    private final ProposalRows rows;
    private final Duration patience;
    private final Supplier<Instant> clock;

    /** @param patience how long a proposal waits */
    SecondPerson(ProposalRows rows, Duration patience, Supplier<Instant> clock) {
        this.rows = rows;
        this.patience = patience;
        this.clock = clock;
    }

    /** To the microsecond, as the database keeps it. */
    Instant now() {
        return clock.get().truncatedTo(ChronoUnit.MICROS);
    }

    /** Anchors are the platform's, whose four eyes are on as soon as it has them ("Settled", Anchors). */
    boolean needed(TenantSettings settings, Matter matter) {
        return switch (matter) {
            case POLICY, KEYS, SETTINGS -> settings.fourEyes();
            case ANCHOR_SET -> platformHasTwo();
        };
    }

    private boolean platformHasTwo() {
        return rows.platformAdministrators(now()) > 1;
    }

    /** A change of settings, turned into a proposal where it takes a second person. */
    Next judge(TenantRecord now, Next next) {
        return switch (next) {
            case Next.Becomes(TenantRecord after) -> judge(now, after);
            case Next.Not not -> not;
            case Next.Waits waits -> waits;
        };
    }

    private Next judge(TenantRecord now, TenantRecord after) {
        TenantSettings from = now.settings();
        TenantSettings to = after.settings();
        boolean anchors = !from.anchorSet().equals(to.anchorSet());
        if (anchors && platformHasTwo()) {
            return from.equals(anchored(to, from.anchorSet()))
                    ? new Next.Waits(now, new AnchorSetAssignment(from.anchorSet(), to.anchorSet()))
                    : new Next.Not(new Refused(Kind.BAD_VALUE, "anchor-set-not-alone",
                            "anchorSet: takes a second platform administrator; change it in a request of its own."));
        }
        return from.fourEyes() && (anchors || decidesTrust(from, to))
                ? new Next.Waits(now, new SettingsChange(from, to))
                : new Next.Becomes(after);
    }

    /** A tenant is made on the vendors' anchors, and moved by two persons. */
    Optional<Refused> refuseNew(TenantSettings settings) {
        return settings.anchorSet().equals(TenantSettings.USUAL.anchorSet()) || !platformHasTwo()
                ? Optional.empty()
                : Optional.of(new Refused(Kind.CONFLICT, "anchor-set-takes-two",
                        "anchorSet: takes a second platform administrator; make the tenant without it, then change it."));
    }

    /** What decides which evidence is believed, and for how long, from whom it is taken, and which key vouches. */
    private static boolean decidesTrust(TenantSettings from, TenantSettings to) {
        return !from.baseline().equals(to.baseline()) || !from.authenticated().equals(to.authenticated())
                || from.token().algorithm() != to.token().algorithm()
                || to.token().tpmLifetime().compareTo(from.token().tpmLifetime()) > 0
                || from.fourEyes() && !to.fourEyes();
    }

    static TenantSettings anchored(TenantSettings settings, String anchorSet) {
        return new TenantSettings(settings.trustModel(), settings.baseline(), anchorSet, settings.authenticated(),
                settings.token(), settings.quotas(), settings.fourEyes(), settings.keepEvidenceDays());
    }

    /** @param base what the object is at */
    record Wish(ProposedChange change, String base) {}

    /** Has a change wait; empty where too many do. */
    Optional<Proposal> enter(UUID tenant, Wish wish, Caller caller, String traceId) {
        Instant at = now();
        Person person = Person.of(caller);
        Proposal fresh = new Proposal(new Proposal.Key(tenant, UUID.randomUUID()), wish.change(), wish.base(), person,
                new Proposal.Times(at, at.plus(patience)), ProposalState.WAITING, Optional.empty());
        return rows.enter(fresh, new ProposalEvent(Operation.PROPOSE, person, "", traceId, at), MOST_WAITING);
    }
}
