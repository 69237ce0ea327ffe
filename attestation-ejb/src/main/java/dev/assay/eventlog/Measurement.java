package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What an event's digests are seen to be a digest of (TP-11, TP-12). */
public enum Measurement {
    /** The data as logged: it is what was extended. */
    DATA,
    /** The value of the logged variable alone: the name and GUID are hints. */
    VARIABLE_VALUE,
    /** Something the log does not hold: the data is a hint. */
    ELSEWHERE,
    /** Nothing: the record is not extended, or no digest of it can be computed here. */
    NOTHING;

    /** Every digest must agree; one that is not computable here vouches for nothing. */
    public static Measurement of(Event event) {
        boolean computable = event.digests().keySet().stream().anyMatch(DigestAlgorithm::computable);
        if (!event.extended() || !computable)
            return NOTHING;
        if (allDigestsAre(event, event.data()))
            return DATA;
        return valueAlone(event) ? VARIABLE_VALUE : ELSEWHERE;
    }

    /** In the bank that is quoted: whether its digest is that of the data. */
    public static boolean covers(Event event, DigestAlgorithm bank) {
        return event.extended() && bank.computable()
                && event.digest(bank).filter(digest -> digest.matches(bank.digest(event.data()))).isPresent();
    }

    /**
     * In the bank that is quoted: the variable an event of an authority measured, by its data or as shim writes it;
     * empty where it measured something else.
     */
    public static Optional<EventData.Variable> authority(Event event, DigestAlgorithm bank) {
        if (covers(event, bank))
            return event.decoded() instanceof EventData.Variable variable ? Optional.of(variable) : Optional.empty();
        return FirmwareQuirks.measuredOfShimAuthority(event.data())
                .filter(measured -> event.extended() && bank.computable()
                        && event.digest(bank).filter(digest -> digest.matches(bank.digest(measured))).isPresent())
                .flatMap(measured -> EventDataReader
                        .variableOf(FirmwareQuirks.variableOfShimAuthority(event.data())));
    }

    private static boolean valueAlone(Event event) {
        return event.knownType().filter(FirmwareQuirks::measuresValueAlone).isPresent()
                && event.decoded() instanceof EventData.Variable variable && allDigestsAre(event, variable.value());
    }

    private static boolean allDigestsAre(Event event, Bytes measured) {
        Predicate<Map.Entry<DigestAlgorithm, Bytes>> agrees = digest -> !digest.getKey().computable()
                || digest.getValue().matches(digest.getKey().digest(measured));
        return event.digests().entrySet().stream().allMatch(agrees);
    }
}
