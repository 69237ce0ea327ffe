package dev.assay.measuredboot;

import dev.assay.claims.Claim;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.List;
import java.util.Set;

/** A boot log that replays to quoted registers, and what of it may be believed. */
public final class MeasuredBoot {
    private MeasuredBoot() {}

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
        throw new UnsupportedOperationException();
    }

    /** The strongest accepted bank: the one claims are made by. */
    public TpmHash bank() {
        throw new UnsupportedOperationException();
    }

    /** Events that passed TP-11, in order, with their sequence numbers of the joined log. */
    public List<Event> accepted() {
        throw new UnsupportedOperationException();
    }

    /** An event whose meaning is not believed. @param why one sentence with the clause */
    public record SetAside(Event event, String why) {}

    public List<SetAside> setAside() {
        throw new UnsupportedOperationException();
    }

    /** Ready-made claims of maa-tpm §4 that come from the log, issuer AttestationService; absent facts fail closed. */
    public List<Claim> claims() {
        throw new UnsupportedOperationException();
    }
}
