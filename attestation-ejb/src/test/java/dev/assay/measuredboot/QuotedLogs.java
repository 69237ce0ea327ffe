package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.corpus.Corpus;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import dev.assay.eventlog.Replay;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Genuine logs as if a quote had covered all registers with the values they replay to. */
final class QuotedLogs {
    private QuotedLogs() {}

    /** @param file with its folders, as {@code tpm-windows/win-r340/eventlog} */
    static EventLog read(String file) {
        return EventLog.read(Corpus.bytes(Corpus.orSkip().file(file + ".bin")));
    }

    /** SHA-1 where the log has no other: then the claims are those of a tenant that accepts it. */
    static TpmHash bank(EventLog log) {
        return List.of(TpmHash.SHA256, TpmHash.SHA384, TpmHash.SHA1).stream()
                .filter(bank -> log.digestAlgorithms().contains(algorithm(bank))).findFirst().orElseThrow();
    }

    static PcrValues quoted(EventLog log, TpmHash bank) {
        Replay replay = log.replay(algorithm(bank));
        Map<Integer, Bytes> values = IntStream.range(0, 24).boxed()
                .collect(Collectors.toMap(index -> index, replay::expected));
        return new PcrValues(Map.of(bank, values));
    }

    /** The log changed, under the quote of the log as it was. */
    static MeasuredBoot boot(EventLog log, UnaryOperator<Event> change) {
        TpmHash bank = bank(log);
        EventLog changed = new EventLog(log.format(), log.specVersion(), log.digestAlgorithms(),
                log.events().stream().map(change).toList());
        return MeasuredBoot.replay(changed, quoted(log, bank), Set.of(bank));
    }

    static MeasuredBoot boot(EventLog log) {
        return boot(log, UnaryOperator.identity());
    }

    /** The claims a policy sees: those of the log, its documents, and that the key is trusted. */
    static List<Claim> incoming(EventLog log, MeasuredBoot boot) {
        List<Claim> claims = new ArrayList<>(SamplePolicies.incoming(
                BootDocuments.events(boot.accepted(), boot.bank()), BootDocuments.pcrs(quoted(log, boot.bank()))));
        claims.addAll(boot.claims());
        return claims;
    }

    static Event relabelled(Event event, EventType other) {
        return new Event(event.sequence(), event.offset(), event.pcr(), other.code(), event.digests(), event.data());
    }

    private static DigestAlgorithm algorithm(TpmHash bank) {
        return DigestAlgorithm.of(bank.id()).orElseThrow();
    }
}
