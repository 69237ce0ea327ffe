package dev.assay.bench;

import dev.assay.appraisal.Appraisal;
import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootEvent;
import dev.assay.emulator.bootlog.EventType;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.TpmDraft;
import dev.assay.emulator.tpm.TpmPki;
import java.util.Base64;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Requests of 20 KiB that make as much work as such can: each is sound, so that no step cuts it short, and full of one kind
 * of thing.
 */
@State(Scope.Benchmark)
public class HostileBenchmark {
    private static final int LENGTH = 20 * 1024;

    private final EmulatedTpmDevice device = EmulatedTpmDevice.create(TpmWorkload.AT);
    private TpmWorkload members;
    private TpmWorkload nesting;
    private TpmWorkload events;
    private TpmWorkload chain;

    @Setup
    public void prepare() {
        members = full((draft, count) -> noted(draft, "{" + IntStream.range(0, count)
                .mapToObj(i -> '"' + Integer.toString(i, 36) + "\":0").collect(Collectors.joining(",")) + "}"));
        nesting = full((draft, count) -> noted(draft, "[" + IntStream.range(0, count)
                .mapToObj(i -> "[".repeat(20) + "]".repeat(20)).collect(Collectors.joining(",")) + "]"));
        events = full(HostileBenchmark::logged);
        chain = full((draft, count) -> {
            namesakes(draft);
            logged(draft, count);
        });
    }

    /** Members of the payload that nobody asked for. */
    @Benchmark
    public Appraisal requestOfMembers() {
        return members.appraise();
    }

    /** Arrays within arrays, as deep as may be. */
    @Benchmark
    public Appraisal requestOfNesting() {
        return nesting.appraise();
    }

    /** A log of events without data. */
    @Benchmark
    public Appraisal requestOfEvents() {
        return events.appraise();
    }

    /** As many certificates as may be sent, each with the name of the right issuer, and a log of events without data. */
    @Benchmark
    public Appraisal requestOfNamesakes() {
        return chain.appraise();
    }

    /** The most of the thing that LENGTH has room for. */
    private TpmWorkload full(BiConsumer<TpmDraft, Integer> fill) {
        int base = made(fill, 0).length();
        int each = (made(fill, 100).length() - base + 99) / 100;
        return made(fill, (LENGTH - base) / (each + 1));
    }

    private TpmWorkload made(BiConsumer<TpmDraft, Integer> fill, int count) {
        return TpmWorkload.create(device, draft -> {
            draft.state().measured(log -> log.without(event -> true)).format(log -> log.agile(Bank.SHA256));
            fill.accept(draft, count);
        });
    }

    private static void noted(TpmDraft draft, String value) {
        draft.request().payload(payload -> payload.replaceFirst("\\{", "{\"note\":" + value + ","));
    }

    private static void logged(TpmDraft draft, int count) {
        BootEvent minimal = BootEvent.of(7, EventType.EV_EFI_VARIABLE_AUTHORITY, Octets.zero(0));
        draft.state().measured(log -> {
            var longer = log;
            for (int i = 0; i < count; i++)
                longer = longer.with(minimal);
            return longer;
        });
    }

    private static void namesakes(TpmDraft draft) {
        String certificates = IntStream.range(0, 4)
                .mapToObj(i -> TpmPki.create(TpmWorkload.AT).attestationCa().der().toArray())
                .map(der -> '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(der) + '"')
                .collect(Collectors.joining(","));
        draft.request().payload(payload -> payload.replace("\"aik_cert\"",
                "\"aik_chain\":[" + certificates + "],\"aik_cert\""));
    }
}
