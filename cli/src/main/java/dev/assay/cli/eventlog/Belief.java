package dev.assay.cli.eventlog;

import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.cli.Json;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.Replay;
import dev.assay.evidence.Refusal;
import dev.assay.measuredboot.MeasuredBoot;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an appraisal would make of the log, were every register quoted as it replays.
 *
 * @param bank whose digests vouch
 * @param boot empty where no appraisal would go by this log
 * @param why it would not; empty where it would
 */
record Belief(Optional<TpmHash> bank, Optional<MeasuredBoot> boot, String why) {
    private static final int REGISTERS = 24;

    static Belief in(EventLog log) {
        return strongest(log).map(bank -> in(log, bank)).orElseGet(() -> new Belief(Optional.empty(),
                Optional.empty(), "no register bank of this log can be computed here"));
    }

    private static Belief in(EventLog log, TpmHash bank) {
        try {
            return new Belief(Optional.of(bank), Optional.of(MeasuredBoot.replay(log, quoted(log, bank),
                    EnumSet.of(bank))), "");
        } catch (Refusal refused) {
            return new Belief(Optional.of(bank), Optional.empty(), refused.getMessage());
        }
    }

    private static Optional<TpmHash> strongest(EventLog log) {
        return Stream.of(TpmHash.values()).filter(bank -> algorithm(log, bank).isPresent())
                .reduce((weaker, stronger) -> stronger);
    }

    private static Optional<DigestAlgorithm> algorithm(EventLog log, TpmHash bank) {
        return log.digestAlgorithms().stream().filter(one -> one.id() == bank.id() && one.computable()).findFirst();
    }

    private static PcrValues quoted(EventLog log, TpmHash bank) {
        Replay replay = log.replay(algorithm(log, bank).orElseThrow());
        Map<Integer, Bytes> values = new TreeMap<>();
        for (int register = 0; register < REGISTERS; register++) {
            values.put(register, replay.expected(register));
        }
        return new PcrValues(Map.of(bank, values));
    }

    /** Events that claim something and are not believed; those that measure nothing claim nothing. */
    private static List<MeasuredBoot.SetAside> setAside(MeasuredBoot boot) {
        return boot.setAside().stream().filter(one -> one.event().extended()).toList();
    }

    JsonObject json() {
        JsonObjectBuilder json = Json.object();
        bank.ifPresentOrElse(known -> json.add("bank", word(known)), () -> json.addNull("bank"));
        if (boot.isEmpty())
            return json.add("refused", why).build();
        JsonObjectBuilder claims = Json.object();
        boot.get().claims().forEach(claim -> claims.add(claim.type(), text(claim)));
        var aside = Json.array();
        setAside(boot.get()).forEach(one -> aside.add(Json.object().add("sequence", one.event().sequence())
                .add("pcr", one.event().pcr()).add("why", one.why())));
        return json.add("claims", claims).add("set_aside", aside).build();
    }

    Stream<String> lines() {
        if (boot.isEmpty())
            return Stream.of("", "An appraisal would not go by this log: " + why + ".");
        Stream<String> claims = boot.get().claims().stream()
                .map(claim -> "  %-24s %s".formatted(claim.type(), text(claim)));
        List<MeasuredBoot.SetAside> aside = setAside(boot.get());
        Stream<String> head = Stream.of("", "Quoted in " + word(bank.orElseThrow()) + ", an appraisal would say");
        Stream<String> rest = aside.isEmpty()
                ? Stream.of("", "and believe every event that measures something.")
                : Stream.concat(Stream.of("", "and not believe"), aside.stream().map(one -> "%5d %4d  %s"
                        .formatted(one.event().sequence(), one.event().pcr(), one.why())));
        return Stream.of(head, claims, rest).flatMap(part -> part);
    }

    private static String word(TpmHash bank) {
        return DigestAlgorithm.of(bank.id()).orElseThrow().label();
    }

    private static String text(Claim claim) {
        return switch (claim.value()) {
            case ClaimValue.Flag(boolean flag) -> Boolean.toString(flag);
            case ClaimValue.Whole(long whole) -> Long.toString(whole);
            case ClaimValue.Text(String text) -> text;
        };
    }
}
