package dev.assay.bench;

import dev.assay.appraisal.Appraisal;
import dev.assay.claims.Claim;
import dev.assay.emulator.bootlog.EventType;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.eventlog.EventLog;
import dev.assay.measuredboot.MeasuredBoot;
import dev.assay.tpm.QuotedState;
import dev.assay.tpm2.TpmHash;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A Windows machine with a boot log of 300 events. */
@State(Scope.Benchmark)
public class TpmBenchmark {
    private TpmWorkload workload;
    private QuotedState state;

    /** The log is made longer by programs that were started: each event is believed. */
    @Setup
    public void prepare() {
        EmulatedTpmDevice device = EmulatedTpmDevice.create(TpmWorkload.AT);
        workload = TpmWorkload.create(device, draft -> draft.state().measured(log -> {
            var longer = log;
            while (longer.events().size() < BootLog.EVENTS)
                longer = longer.with(log.first(event -> event.is(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION)));
            return longer;
        }));
        state = workload.state();
    }

    /** From the request's octets to token claims. */
    @Benchmark
    public Appraisal tpmEndToEnd() {
        return workload.appraise();
    }

    /** Reading, replay in one bank, and judging. */
    @Benchmark
    public List<Claim> bootLogJudged() {
        return MeasuredBoot.replay(EventLog.read(state.logs().getFirst()), state.pcrs(), Set.of(TpmHash.SHA256))
                .claims();
    }
}
