package dev.assay.measuredboot;

import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.Replay;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * D.6: the log replayed in each accepted bank that is quoted and that the log keeps.
 *
 * @param bank        the strongest of them (TP-04)
 * @param registers   quoted in it
 * @param unexplained quoted in any of them, and neither in the log nor at their initial value (TP-15)
 * @param steps       events replayed
 */
record QuotedReplay(TpmHash bank, SortedSet<Integer> registers, SortedSet<Integer> unexplained, int steps) {
    private static final int LAST_OF_FIRMWARE = 7;

    /** @throws Refusal as {@link MeasuredBoot#replay} */
    static QuotedReplay of(EventLog log, PcrValues quoted, Set<TpmHash> accepted) {
        List<TpmHash> kept = banks(log, quoted, accepted);
        SortedSet<Integer> unexplained = new TreeSet<>();
        int steps = 0;
        // TP-04: every one is held against the quote, though claims are made by the strongest.
        for (TpmHash bank : kept) {
            unexplained.addAll(unexplained(log, quoted, bank));
            steps += log.events().size();
        }
        TpmHash strongest = kept.getLast();
        return new QuotedReplay(strongest, new TreeSet<>(quoted.banks().get(strongest).keySet()), unexplained, steps);
    }

    DigestAlgorithm algorithm() {
        return algorithm(bank);
    }

    private static DigestAlgorithm algorithm(TpmHash bank) {
        return DigestAlgorithm.of(bank.id()).orElseThrow();
    }

    /** Weakest first. */
    private static List<TpmHash> banks(EventLog log, PcrValues quoted, Set<TpmHash> accepted) {
        List<TpmHash> usable = quoted.banks().entrySet().stream().filter(bank -> !bank.getValue().isEmpty())
                .map(Map.Entry::getKey).filter(accepted::contains).sorted(Comparator.naturalOrder()).toList();
        if (usable.isEmpty())
            throw new Refusal(Reason.PCR_BANK_NOT_ACCEPTED,
                    "pcrs: the quote covers no register of an accepted bank; quote one of " + names(accepted)
                            + " (TP-04)");
        List<TpmHash> kept = usable.stream().filter(bank -> keeps(log, algorithm(bank))).toList();
        if (kept.isEmpty())
            throw new Refusal(Reason.BOOT_LOG_MISMATCH, "logs: not every event has a digest in " + names(usable)
                    + ", which the quote covers; send the log of a bank the firmware measures into (D.6)");
        return kept;
    }

    /** D.6: a bank counts only where each event that extends a register has its digest. */
    private static boolean keeps(EventLog log, DigestAlgorithm algorithm) {
        return log.digestAlgorithms().contains(algorithm)
                && log.events().stream().allMatch(event -> !event.extended() || event.digest(algorithm).isPresent());
    }

    private static SortedSet<Integer> unexplained(EventLog log, PcrValues quoted, TpmHash bank) {
        Replay replay = log.replay(algorithm(bank));
        SortedSet<Integer> unexplained = new TreeSet<>();
        quoted.banks().get(bank).forEach((register, value) -> {
            if (!replay.expected(register).matches(value))
                unexplained.add(notInTheLog(replay, bank, register));
        });
        return unexplained;
    }

    private static int notInTheLog(Replay replay, TpmHash bank, int register) {
        if (replay.values().containsKey(register))
            throw new Refusal(Reason.BOOT_LOG_MISMATCH, "logs: register " + register + " of bank " + bank
                    + " does not replay to the value quoted; send the whole log of this boot, unchanged (D.6)");
        // why: the firmware's own log always explains its registers, so events of one were left out. A policy that denies by
        // an event would see none.
        if (register <= LAST_OF_FIRMWARE)
            throw new Refusal(Reason.BOOT_LOG_MISMATCH,
                    "logs: there is no event of register " + register + ", and bank "
                            + bank
                            + " quotes it with other than its initial value; send the whole log of this boot (TP-15)");
        return register;
    }

    private static String names(Set<TpmHash> banks) {
        return names(banks.stream().sorted().toList());
    }

    private static String names(List<TpmHash> banks) {
        return String.join(", ", banks.stream().map(TpmHash::name).toList());
    }
}
