package dev.assay.service;

import dev.assay.appraisal.Appraisal;
import dev.assay.evidence.AttestationType;
import dev.assay.impact.AccountText;
import dev.assay.impact.KeptAppraisal;
import dev.assay.impact.Replay;
import dev.assay.impact.Replayed;
import dev.assay.impact.Tally;
import dev.assay.impact.Window;
import dev.assay.json.CanonicalJson;
import dev.assay.persistence.EvidenceArchive;
import dev.assay.persistence.ImpactRows;
import dev.assay.persistence.StoreException;
import dev.assay.policy.Policy;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One replay, from the newest kept appraisal to the oldest, in the places of drafts, and only while attest calls leave
 * room. Says how far it is every second; ends by itself when its time is up.
 */
final class ImpactRun implements Runnable {
    private static final System.Logger LOG = System.getLogger(ImpactRun.class.getName());
    private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();
    /** why no longer: where calls never cease, something is always on its way. */
    private static final long SETTLING_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int PAGE = 20;

    private final Plan plan;
    private final ImpactPlace place;
    private final ImpactGround ground;
    private final Replay replay;
    private final Tally tally;
    private final long startedNanos;
    private Window.Stock stock;
    private long seen;
    private long reportedNanos;

    /** @param inForce now. @param draft to be held against it */
    record Plan(ImpactRows.Key key, AttestationType type, Policy inForce, Policy draft, Window window,
            Duration bound, int examples) {}

    /** How a run ends, or that it goes on. */
    private enum End {
        NOT_YET,
        DONE,
        TIME,
        CANCELLED,
        INTERRUPTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ImpactRun(Plan plan, ImpactPlace place, ImpactGround ground, Replay replay) {
        this.plan = plan;
        this.place = place;
        this.ground = ground;
        this.replay = replay;
        this.tally = new Tally(plan.examples());
        this.stock = Window.Stock.none(plan.window());
        this.startedNanos = place.nanos();
        this.reportedNanos = startedNanos;
    }

    @Override
    public void run() {
        try {
            place.runs().end(plan.key(), end().word(), progress());
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "a replay stopped: {0}", failed.toString());
            giveUp();
        }
    }

    /** Where even that fails, it is taken for interrupted after a while. */
    private void giveUp() {
        try {
            place.runs().end(plan.key(), End.INTERRUPTED.word(), progress());
        } catch (StoreException down) {
            LOG.log(System.Logger.Level.DEBUG, "a replay''s end is not stored: {0}", down.getMessage());
        }
    }

    private End end() {
        while (!place.settled().getAsBoolean() && place.nanos() - startedNanos < SETTLING_NANOS)
            place.pause().run();
        stock = place.archive().stock(plan.key().tenant(), plan.type(), plan.window());
        EvidenceArchive.Mark mark = EvidenceArchive.Mark.start(stock.to());
        while (seen < stock.total()) {
            var page = place.archive().page(plan.key().tenant(), plan.type(), stock.from(), mark,
                    (int) Math.min(PAGE, stock.total() - seen));
            if (page.isEmpty())
                return End.DONE;
            for (EvidenceArchive.Entry entry : page) {
                End end = step(entry.kept());
                if (end != End.NOT_YET)
                    return end;
            }
            mark = page.getLast().next();
        }
        return End.DONE;
    }

    private End step(Optional<KeptAppraisal> kept) {
        End end;
        do {
            end = waiting();
        } while (end == End.NOT_YET && !looked(kept));
        return end;
    }

    /** False where it did not get its turn. */
    private boolean looked(Optional<KeptAppraisal> kept) {
        boolean done = kept.map(this::replay).orElseGet(() -> skip("not-readable"));
        if (done)
            seen++;
        return done;
    }

    private boolean skip(String why) {
        tally.skip(why);
        return true;
    }

    /** Until there is room; reports in between, so that a run that waits is not taken for lost. */
    private End waiting() {
        do {
            if (place.stopping())
                return End.INTERRUPTED;
            if (overdue())
                return End.TIME;
            if (!report())
                return End.CANCELLED;
        } while (!place.roomOrPause());
        return End.NOT_YET;
    }

    private boolean overdue() {
        return place.nanos() - startedNanos >= plan.bound().toNanos();
    }

    /** False where it is not to go on. */
    private boolean report() {
        if (place.nanos() - reportedNanos < REPORT_NANOS)
            return true;
        reportedNanos = place.nanos();
        return place.runs().report(plan.key(), progress()) && place.keeps().getAsBoolean();
    }

    private ImpactRows.Progress progress() {
        return new ImpactRows.Progress(stock.total(), seen,
                CanonicalJson.write(AccountText.json(tally.account(), stock)));
    }

    private boolean replay(KeptAppraisal kept) {
        return switch (ground.of(kept)) {
            case ImpactGround.Found.Lacking(String why) -> skip(why);
            case ImpactGround.Found.Whole(Replay.Ground found) -> {
                Optional<Replayed> again = place.inTurn(() -> replayed(kept, found));
                // why: a queue of drafts that is full turns away at once, and asking again at once would be all there is.
                again.ifPresentOrElse(tally::add, place.pause());
                yield again.isPresent();
            }
        };
    }

    private Replayed replayed(KeptAppraisal kept, Replay.Ground found) {
        Appraisal inForce = replay.under(plan.inForce(), kept, found);
        Appraisal draft = replay.under(plan.draft(), kept, found);
        Optional<Appraisal> asRecorded = ground.recorded(kept)
                .map(policy -> policy.hash().equals(plan.inForce().hash())
                        ? inForce
                        : replay.under(policy, kept, found));
        return new Replayed(kept, asRecorded, inForce, draft);
    }

    /** What is stored of a run before its first appraisal. */
    static String nothingYet(Window window) {
        return CanonicalJson.write(AccountText.json(new Tally(0).account(), Window.Stock.none(window)));
    }
}
