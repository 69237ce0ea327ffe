package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.Replay;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The registers a genuine quote would show after a log: all twenty-four, in every bank the log has. */
final class Quoted {
    private Quoted() {}

    static PcrValues after(EventLog log) {
        Map<TpmHash, Map<Integer, Bytes>> banks = new EnumMap<>(TpmHash.class);
        log.digestAlgorithms().stream().flatMap(Quoted::bank)
                .forEach(bank -> banks.put(bank, registers(log.replay(DigestAlgorithm.of(bank.id()).orElseThrow()))));
        return new PcrValues(banks);
    }

    private static Stream<TpmHash> bank(DigestAlgorithm algorithm) {
        return Stream.of(TpmHash.values()).filter(bank -> bank.id() == algorithm.id());
    }

    private static Map<Integer, Bytes> registers(Replay replay) {
        Map<Integer, Bytes> values = new TreeMap<>();
        for (int register = 0; register < 24; register++) {
            values.put(register, replay.expected(register));
        }
        return values;
    }

    /** The same quote with one register changed, or without it. */
    static PcrValues with(PcrValues quoted, int register, Optional<Bytes> filler) {
        Map<TpmHash, Map<Integer, Bytes>> banks = new EnumMap<>(TpmHash.class);
        quoted.banks().forEach((bank, values) -> {
            Map<Integer, Bytes> changed = new TreeMap<>(values);
            changed.remove(register);
            filler.ifPresent(octets -> changed.put(register, bank.digest(octets)));
            banks.put(bank, changed);
        });
        return new PcrValues(banks);
    }
}
