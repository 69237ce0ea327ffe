package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.claims.ClaimValue;
import dev.assay.policy.Decision;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootLogTest {
    private final PolicyEngine engine = new PolicyEngine();

    @Test
    void theMeasuredPolicyHasFortyRulesAndFindsWhatTheLogSays() {
        Policy policy = Policy.parse(PolicyBenchmark.tpmPolicy());
        assertEquals(40, Stream.of(policy.configuration(), policy.authorization(), policy.issuance())
                .mapToInt(List::size).sum());
        assertEquals(List.of("secureBootEnabled=true", "secureBootCustomPolicy=AAAA", "codeIntegrityEnabled=true",
                "bootDebuggingDisabled=true", "osKernelDebuggingDisabled=true", "testSigningDisabled=true",
                "notSafeMode=true", "depPolicy=3", "elamDriverLoaded=true", "bitlockerStatus=1", "vbsEnabled=true",
                "hvciEnabled=true", "iommuEnabled=false", "drtmMleValid=true", "smmLevel=2"), issued(policy));
    }

    // why: the budget must leave room, or policies a little longer would be refused.
    @Test
    void aPolicyWithThreeTimesItsRulesStaysWithinTheBudget() {
        String text = PolicyBenchmark.tpmPolicy();
        int issuance = text.indexOf("issuancerules {") + "issuancerules {".length();
        String rules = text.substring(issuance, text.lastIndexOf('}'));
        assertInstanceOf(Decision.Permitted.class,
                decide(Policy.parse(text.substring(0, issuance) + rules.repeat(3) + "};")));
    }

    private List<String> issued(Policy policy) {
        return assertInstanceOf(Decision.Permitted.class, decide(policy)).issued().stream()
                .map(claim -> claim.type() + "=" + switch (claim.value()) {
                    case ClaimValue.Flag(var flag) -> String.valueOf(flag);
                    case ClaimValue.Whole(var whole) -> String.valueOf(whole);
                    case ClaimValue.Text(var string) -> string;
                }).toList();
    }

    private Decision decide(Policy policy) {
        return engine.decide(engine.configure(policy, BootLog.claims()));
    }
}
