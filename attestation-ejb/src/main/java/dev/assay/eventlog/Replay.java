package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one bank's registers hold after the measurements a log lists (PFP §10.4; TPM 2.0 Part 1, 17).
 *
 * @param values by PCR index, only registers that the log extends in this bank
 */
public record Replay(DigestAlgorithm algorithm, SortedMap<Integer, Bytes> values) {
    private static final int FIRST_DYNAMIC = 17;
    private static final int LAST_DYNAMIC = 22;
    private static final int H_CRTM_LOCALITY = 4;

    public Replay {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** One step an event; an algorithm that is not computable here replays to nothing. */
    static Replay of(EventLog log, DigestAlgorithm algorithm) {
        TreeMap<Integer, Bytes> values = new TreeMap<>();
        if (!algorithm.computable())
            return new Replay(algorithm, values);
        int locality = locality(log);
        for (Event event : log.events()) {
            int pcr = (int) event.pcr();
            event.digest(algorithm).filter(present -> event.extended()).ifPresent(measured -> values.compute(pcr,
                    (index, held) -> algorithm.digest(held != null ? held : start(algorithm, pcr, locality),
                            measured)));
        }
        return new Replay(algorithm, values);
    }

    /** The value a quote must show: that of the replay, else that of a register never extended (checklist D.6). */
    public Bytes expected(int pcr) {
        Bytes held = values.get(pcr);
        return held != null ? held : untouched(pcr);
    }

    /** TP-15: equality for every PCR given; one without events must hold its initial value. */
    public boolean equalsQuoted(Map<Integer, Bytes> quoted) {
        return quoted.entrySet().stream().allMatch(pcr -> expected(pcr.getKey()).matches(pcr.getValue()));
    }

    private Bytes untouched(int pcr) {
        boolean dynamic = pcr >= FIRST_DYNAMIC && pcr <= LAST_DYNAMIC;
        return dynamic ? Bytes.hex("ff".repeat(algorithm.length())) : start(algorithm, pcr, 0);
    }

    /** Only PCR 0 starts elsewhere than at zero; a dynamic launch sets its registers to zero before it extends. */
    private static Bytes start(DigestAlgorithm algorithm, int pcr, int locality) {
        byte[] octets = new byte[algorithm.length()];
        octets[octets.length - 1] = (byte) (pcr == 0 ? locality : 0);
        return Bytes.copyOf(octets);
    }

    /** An H-CRTM measurement starts PCR 0 from locality 4 even where no record says so (TPM 2.0 Part 1, 34.2). */
    private static int locality(EventLog log) {
        boolean hardware = log.events().stream().filter(event -> event.pcr() == 0 && event.extended()).findFirst()
                .filter(event -> event.is(EventType.EV_EFI_HCRTM_EVENT)).isPresent();
        return log.startupLocality().orElse(hardware ? H_CRTM_LOCALITY : 0);
    }
}
