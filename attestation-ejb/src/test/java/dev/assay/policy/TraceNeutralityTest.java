package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.claims.ClaimSet;
import dev.assay.policy.trace.RuleTrace.State;
import dev.assay.policy.trace.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** A trace has no part in the decision: same outcome, same claims, same steps. */
@Tag("PO-11")
class TraceNeutralityTest {
    private static final ClaimSet SOME = ClaimNotation.claims("a=1", "b=true", "c=\"x\" from CustomClaim", "a=2",
            "x-ms-sgx-svn=3", "doc=\"{\\\"k\\\":[1,2]}\"", "pcrs=\"{}\" read-only");

    private final PolicyEngine engine = new PolicyEngine();

    @Property(tries = 300)
    void decidesAsWithoutForAnyPolicy(@ForAll("policies") Policy policy) {
        assertSame(policy, SOME);
    }

    @Example
    void decidesAsWithoutInEveryCaseOfTheReference() throws IOException {
        for (PolicyCase example : PolicyCase.all()) {
            if (!example.one("then").startsWith("refused at "))
                assertSame(Policy.parse(example.policy()),
                        ClaimNotation.claims(example.all("given").toArray(String[]::new)));
        }
    }

    private void assertSame(Policy policy, ClaimSet claims) {
        Decision plain = engine.decide(engine.configure(policy, claims));
        PolicyEngine.Explained explained = engine.explain(policy, claims);
        assertEquals(plain, explained.decision());
        assertConsistent(explained.trace(), plain);
    }

    private static void assertConsistent(Trace trace, Decision decision) {
        List<State> states = trace.rules().stream().map(rule -> rule.state()).toList();
        assertEquals(decision instanceof Decision.Failed, states.contains(State.FAILED));
        assertTrue(!(decision instanceof Decision.Permitted) || !states.contains(State.NOT_RUN));
        trace.rules().stream().filter(rule -> rule.state() == State.IDLE && trace.cut().isEmpty())
                .forEach(rule -> assertTrue(rule.hint().isPresent(), rule::toString));
        trace.rules().stream().filter(rule -> rule.state() == State.FIRED && trace.cut().isEmpty())
                .forEach(rule -> assertTrue(rule.conditions().stream().allMatch(condition -> condition.holds()),
                        rule::toString));
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Arbitraries.longs().map(seed -> Policy.parse(new RandomPolicies(new Random(seed)).policy().print()));
    }
}
