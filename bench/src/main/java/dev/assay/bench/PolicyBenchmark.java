package dev.assay.bench;

import dev.assay.claims.ClaimSet;
import dev.assay.policy.Decision;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The default SGX policy over the claims of one appraisal: configuration, authorization, issuance. */
@State(Scope.Benchmark)
public class PolicyBenchmark {
    private final PolicyEngine engine = new PolicyEngine();
    private final Policy policy = DefaultPolicies.servedFor("SgxEnclave").orElseThrow();
    private ClaimSet claims;

    @Setup
    public void prepare() {
        claims = Workload.create().appraise().claims();
    }

    @Benchmark
    public Decision defaultSgxPolicy() {
        return engine.decide(engine.configure(policy, claims));
    }
}
