package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("PO-02")
class PolicyBudgetTest {
    private static final String PERMIT = "version=1.1; authorizationrules{=>permit();}; issuancerules{%s};";

    // why: no two claims are equal, so each of these joins would look at a thousand million combinations and more.
    @ParameterizedTest
    @ValueSource(strings = {
            "a:[type==\"n\"] && b:[type==\"n\",value<a.value] && c:[type==\"n\",value<b.value] && [type==\"n\",value>c.value,value<c.value] => permit();",
            "a:[type==\"n\"] && b:[type==\"n\"] && c:[type==\"n\"] && [type==\"n\",value<a.value,value>b.value,value==c.value] => deny();",
            "a:[type==\"n\"] && b:[type==\"n\"] && c:[type==\"n\"] && d:[type==\"n\"] => add(type=a.type,value=d.value);"
                    + "a:[type==\"n\"] && b:[type==\"n\",value!=a.value] && c:[type==\"n\",value==b.value] && [value==c.value] => deny();"})
    void aJoinOverAThousandClaimsSpendsItsBudget(String rules) {
        Policy policy = Policy.parse("version=1.0; authorizationrules{" + rules + "};");
        ClaimSet thousand = numbered(1000, 7);
        long before = allocated();
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class, PolicyEngineTest.decide(policy, thousand));
        long spent = allocated() - before;
        assertTrue(failed.budget(), failed::message);
        assertTrue(spent < 64 << 20, () -> spent + " bytes allocated");
    }

    @Test
    void conditionsThatNothingTiesTogetherCostOnePassEach() {
        Policy policy = Policy
                .parse("version=1.0; authorizationrules{[type==\"n\"] && [type==\"n\"] && [type==\"n\"] &&"
                        + " [type==\"n\"] => permit();};");
        PolicyEngine engine = new PolicyEngine();
        assertInstanceOf(Decision.Permitted.class, engine.decide(engine.configure(policy, numbered(1000, 0))));
    }

    @Test
    void configurationAndTheRestShareOneBudget() {
        // 90 conditions over 1000 claims cost 90 000 steps and more: twice is within the budget, three times is not.
        String costly = ("[type==\"x\"] => add(type=\"y\",value=1);").repeat(90);
        String policy = "version=1.1; configurationrules{%s}; authorizationrules{=>permit();%s}; issuancerules{%s};";
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(policy.formatted(costly, costly, "")), numbered(1000, 0)));
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class,
                PolicyEngineTest.decide(Policy.parse(policy.formatted(costly, costly, costly)), numbered(1000, 0)));
        assertTrue(failed.budget() && failed.rule().startsWith("issuancerules, rule "), failed::rule);
    }

    @Test
    void theWorkingSetHoldsTenThousandClaims() {
        String fourfold = "c:[type==\"n\"] => add(type=\"m\",value=c.value);".repeat(4);
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(PERMIT.formatted(fourfold)), numbered(2000, 0)));
        Decision.Failed failed = assertInstanceOf(Decision.Failed.class, PolicyEngineTest
                .decide(Policy.parse(PERMIT.formatted(fourfold + "=> add(type=\"m\",value=1);")), numbered(2000, 0)));
        assertTrue(failed.budget());
        assertEquals("issuancerules, rule 5 (line 1)", failed.rule());
        assertEquals(Budget.MOST_CLAIMS, failed.working().claims().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"issue", "issueproperty"})
    void theOutputHasOneMebibyte(String action) {
        String rules = "a:[type==\"long\"] => %1$s(type=\"1\",value=a.value); a:[type==\"long\"] => %1$s(type=\"2\",value=a.value);"
                .formatted(action);
        assertInstanceOf(Decision.Permitted.class,
                PolicyEngineTest.decide(Policy.parse(PERMIT.formatted(rules + rules)),
                        ClaimSet.of(Claim.service("long", ClaimValue.of("x".repeat(512 * 1024 - 1))))));
        assertTrue(
                assertInstanceOf(Decision.Failed.class, PolicyEngineTest.decide(Policy.parse(PERMIT.formatted(rules)),
                        ClaimSet.of(Claim.service("long", ClaimValue.of("é".repeat(256 * 1024)))))).budget());
    }

    private static ClaimSet numbered(int count, int from) {
        return new ClaimSet(IntStream.range(0, count)
                .mapToObj(i -> Claim.service("n", ClaimValue.of(from + (long) i))).toList());
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
