package dev.assay.bench;

import dev.assay.appraisal.Appraisal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One appraisal from octets to token claims: a quote with held data, collateral verified before and kept. */
@State(Scope.Benchmark)
public class AppraisalBenchmark {
    private Workload workload;

    @Setup
    public void prepare() {
        workload = Workload.create();
    }

    @Benchmark
    public Appraisal quoteEndToEnd() {
        return workload.appraise();
    }
}
