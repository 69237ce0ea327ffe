package dev.assay.bench;

import dev.assay.claims.ClaimSet;
import dev.assay.policy.Decision;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Policies over claims: configuration, authorization, issuance. Each decision is made anew, its JSON parsed anew. */
@State(Scope.Benchmark)
public class PolicyBenchmark {
    private final PolicyEngine engine = new PolicyEngine();
    private final Policy policy = DefaultPolicies.servedFor("SgxEnclave").orElseThrow();
    private final String tpmText = tpmPolicy();
    private final Policy tpm = Policy.parse(tpmText);
    private ClaimSet claims;
    private ClaimSet bootLog;

    @Setup
    public void prepare() {
        claims = Workload.create().appraise().claims();
        bootLog = BootLog.claims();
    }

    /** The default SGX policy over the claims of one appraisal. */
    @Benchmark
    public Decision defaultSgxPolicy() {
        return engine.decide(engine.configure(policy, claims));
    }

    /** A policy of version 1.2 with 40 rules over a boot log of 300 events. */
    @Benchmark
    public Decision tpmPolicyOverBootLog() {
        return engine.decide(engine.configure(tpm, bootLog));
    }

    /** What happens once for each version of a policy. */
    @Benchmark
    public Policy parseTpmPolicy() {
        return Policy.parse(tpmText);
    }

    static String tpmPolicy() {
        try (InputStream text = PolicyBenchmark.class.getResourceAsStream("tpm.policy")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
