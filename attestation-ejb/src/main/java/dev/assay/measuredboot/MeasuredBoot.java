package dev.assay.measuredboot;

import dev.assay.claims.Claim;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** A boot log that replays to quoted registers, and what of it may be believed. */
public final class MeasuredBoot {
    private final QuotedReplay replay;
    private final Belief belief;

    private MeasuredBoot(QuotedReplay replay, Belief belief) {
        this.replay = replay;
        this.belief = belief;
    }

    /**
     * D.6: every register quoted in an accepted bank equals the replay in that bank; one without events has its initial
     * value (TP-15). D.7: which events mean what they say (TP-11 to TP-16).
     *
     * @param log several logs joined, in the order of measurement
     * @param quoted values a verified quote covers, and no others
     * @param accepted banks that count (TP-04)
     * @throws dev.assay.evidence.Refusal {@code BOOT_LOG_MISMATCH} naming bank and register; {@code PCR_BANK_NOT_ACCEPTED}
     *         where no accepted bank is quoted
     */
    public static MeasuredBoot replay(EventLog log, PcrValues quoted, Set<TpmHash> accepted) {
        QuotedReplay replay = QuotedReplay.of(log, quoted, accepted);
        return new MeasuredBoot(replay, Belief.in(log, replay));
    }

    /** The strongest accepted bank that is quoted and that the log keeps: the one claims are made by. */
    public TpmHash bank() {
        return replay.bank();
    }

    /**
     * Quoted registers that hold something the log does not: PCR 10 of a running Linux machine, or a register whose
     * events were left out. Every claim that draws on one fails closed (TP-15).
     */
    public SortedSet<Integer> unexplained() {
        return replay.unexplained();
    }

    /**
     * Events that passed TP-11, in order, with their sequence numbers of the joined log. Each has one digest, that of
     * {@link #bank}, so that {@link dev.assay.eventlog.Measurement#of} tells what the quote vouches for (TP-12).
     */
    public List<Event> accepted() {
        return belief.accepted();
    }

    /** An event whose meaning is not believed. @param why one sentence with the clause */
    public record SetAside(Event event, String why) {}

    /** All others, in order. */
    public List<SetAside> setAside() {
        return belief.setAside();
    }

    /** Ready-made claims of maa-tpm §4 that come from the log, issuer AttestationService; absent facts fail closed. */
    public List<Claim> claims() {
        return belief.claims();
    }

    /** Events and records looked at, over all passes: the bound on work is counted, never timed. */
    int steps() {
        return replay.steps() + belief.steps();
    }
}
